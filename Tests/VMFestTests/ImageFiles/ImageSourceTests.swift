//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest

@Suite("Sources of images")
struct ImageSourceTests {
    private static let digest = String(repeating: "aB", count: 32)

    @Test(
        "paths and file: addresses are files; relative ones begin in the current folder",
        arguments: [
            ("disk.vdi", "/here/disk.vdi"), ("/a/b c.img", "/a/b c.img"), ("file:///a/b%20c.img", "/a/b c.img"),
            ("file://localhost/a", "/a"), ("a:b.img", "/here/a:b.img"), ("./x//y", "/here/./x//y"),
        ])
    func files(text: String, path: String) throws {
        #expect(try ImageSource(text, relativeTo: "/here").place == .file(path))
    }

    @Test(
        "http is taken from this computer only, or with a digest",
        arguments: [
            ("https://example.org/a", false, true), ("http://example.org/a", false, false),
            ("http://example.org/a", true, true), ("http://127.0.0.1:80/a", false, true),
            ("http://[::1]/a", false, true), ("HTTP://localhost/a", false, true),
            ("http://127.0.0.1.example.org/a", false, false), ("http://localhost@example.org/a", false, false),
            ("ftp://example.org/a", true, false), ("https:///a", true, false), ("file://host/a", true, false),
            ("", true, false),
        ])
    func addresses(text: String, hasDigest: Bool, isTaken: Bool) throws {
        let sha256 = hasDigest ? Self.digest : nil
        if isTaken {
            guard case .web = try ImageSource(text, sha256: sha256).place else { throw ExpectationFailure() }
        } else {
            let error = try #require(throws: VMFestError.self) { try ImageSource(text, sha256: sha256) }
            #expect(error.code == .invalidArgument)
        }
    }

    private struct ExpectationFailure: Error {}

    @Test("a digest has 64 hexadecimal digits", arguments: ["", "ab", String(repeating: "g", count: 64), "sha256:00"])
    func digests(text: String) {
        #expect(ImageDigest(text) == nil)
        #expect(ImageDigest("sha256:" + Self.digest)?.description == Self.digest.lowercased())
        #expect(throws: VMFestError.self) { try ImageSource("/a", sha256: text) }
    }

    @Test("what may be secret in an address is not shown")
    func secrets() throws {
        let source = try ImageSource("https://user:pass@example.org/a.img?token=secret#x")
        #expect(source.description == "https://example.org/a.img")
    }
}
