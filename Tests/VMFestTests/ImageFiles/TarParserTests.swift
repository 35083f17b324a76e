//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest

@Suite("Tar archives")
struct TarParserTests {
    private static let long = String(repeating: "long/", count: 40) + "disk.vmdk"

    @Test("ustar, GNU and pax archives are read, in pieces of any size", arguments: [1, 7, 512, 513, 100_000])
    func reading(pieces: Int) throws {
        let archive = TarBytes.archive(
            TarBytes.member("folder/", type: "5"), TarBytes.member("a", Array("alpha".utf8)),
            TarBytes.member("c", Array("gamma".utf8), prefix: "b"),
            TarBytes.member("././@LongLink", Array(Self.long.utf8) + [0], type: "L"), TarBytes.member("cut", [1, 2]),
            TarBytes.records([("comment", "x")], type: "g"),
            TarBytes.records([("path", "päx"), ("mtime", "1.5")]), TarBytes.member("cut", [3], size: 1),
            TarBytes.member("empty"), TarBytes.member("full", [UInt8](repeating: 9, count: 1024)))
        let files = try TarBytes.read(archive + [1, 2, 3], pieces: pieces)
        #expect(
            files == [
                "a": Array("alpha".utf8), "b/c": Array("gamma".utf8), Self.long: [1, 2], "päx": [3], "empty": [],
                "full": [UInt8](repeating: 9, count: 1024),
            ])
    }

    @Test("an archive may end without blocks of zeros, as those of VirtualBox do")
    func bareEnd() throws {
        #expect(try TarBytes.read(TarBytes.member("a", [1]) + TarBytes.member("b")) == ["a": [1], "b": []])
    }

    @Test("sizes beyond octal digits are read")
    func largeSizes() throws {
        var header = Array(TarBytes.member("large").prefix(512))
        header.replaceSubrange(124..<136, with: [0x80, 0, 0, 0, 0, 0, 0, 0x10, 0, 0, 0, 0])
        var parser = TarParser()
        #expect(try parser.push(TarBytes.sealed(header)[...]) == [.file(name: Array("large".utf8), size: 1 << 36)])
    }

    @Test(
        "links, devices and what is damaged are refused",
        arguments: [
            TarBytes.archive(TarBytes.member("a", type: "1", link: "b")),
            TarBytes.archive(TarBytes.member("a", type: "2", link: "/etc/passwd")),
            TarBytes.archive(TarBytes.member("a", type: "3")), TarBytes.archive(TarBytes.member("a", type: "6")),
            TarBytes.archive(TarBytes.member("a", type: "S")), TarBytes.archive(TarBytes.member("a", type: "?")),
            TarBytes.archive(TarBytes.records([("GNU.sparse.major", "1")]), TarBytes.member("a")),
            TarBytes.archive(TarBytes.records([("size", "-1")]), TarBytes.member("a")),
            TarBytes.archive(TarBytes.records([("path", "x")], type: "g"), TarBytes.member("a")),
            TarBytes.archive(TarBytes.member("x", Array("99 path=a\n".utf8), type: "x"), TarBytes.member("a")),
            TarBytes.archive(TarBytes.member("x", size: 1 << 30).prefix(512) + [], TarBytes.member("a")),
            TarBytes.records([("path", "b")]), Array(TarBytes.member("a", [1]).dropLast(200)),
            TarBytes.member("a") + [UInt8](repeating: 1, count: 512),
            TarBytes.archive(TarBytes.member("folder", type: "5", size: 5)), [],
        ])
    func refusals(archive: [UInt8]) throws {
        let error = try #require(throws: VMFestError.self) { try TarBytes.read(archive) }
        #expect(error.code == .badImage)
    }

    @Test(
        "names that lead elsewhere are refused",
        arguments: [
            "/etc/passwd", "..", "../a", "a/../../b", "a/..", "a\\b", "C:a", "a\n", "", ".", "./", "a/",
            String(repeating: "a", count: 300), String(repeating: "a/", count: 20) + "b",
        ])
    func badNames(name: String) {
        #expect(throws: VMFestError.self) { try MemberName(Array(name.utf8)) }
    }

    @Test("names in folders are taken", arguments: [("./box.ovf", "box.ovf"), ("a//b", "a/b"), ("..a/b..", "..a/b..")])
    func goodNames(name: String, text: String) throws {
        #expect(try MemberName(Array(name.utf8)).text == text)
        #expect(throws: VMFestError.self) { try MemberName([0xFF, 0x41]) }
    }

    @Test("files with one name, too large files and cut archives leave no doubt")
    func extraction() async throws {
        try await ImageFolder.run { folder in
            let bad = [
                TarBytes.archive(TarBytes.member("a", [1]), TarBytes.member("./A", [2])),
                TarBytes.archive(TarBytes.member("a", [1]), TarBytes.member("a/b", [2])),
                TarBytes.archive(TarBytes.member("a", [1], size: 1 << 32)),
                TarBytes.archive(TarBytes.member("a", DiskBytes.raw), TarBytes.member("b", [1])),
                TarBytes.member("a", [1]) + [1],
            ]
            for (index, archive) in bad.enumerated() {
                await #expect(throws: VMFestError.self, "\(index)") {
                    var extraction = try await TarExtraction(into: folder.path + "/\(index)", limit: 1 << 20)
                    try await extraction.write(archive)
                    try await extraction.finish()
                }
            }
        }
    }

    @Test("no bytes make the reader trap")
    func mutations() async {
        let seed = UInt64.random(in: .min ... .max)
        print("mutations of archives: seed \(seed)")
        var mutation = Mutation(seed: seed)
        let archive = TarBytes.archive(
            TarBytes.member("a", Array("alpha".utf8)), TarBytes.records([("path", "b"), ("size", "3")]),
            TarBytes.member("x", [1, 2, 3]), TarBytes.member("././@LongLink", Array(Self.long.utf8) + [0], type: "L"),
            TarBytes.member("cut", [1, 2]))
        for round in 0..<10_000 {
            // Other tests have their times to keep.
            if round % 50 == 0 { await Task.yield() }
            var bytes = mutation.mutate(archive)
            // Half of them with right checksums, or nothing else would be reached.
            if Bool.random(using: &mutation) {
                for start in stride(from: 0, to: bytes.count - 511, by: 512) where bytes[start + 257] == 0x75 {
                    bytes.replaceSubrange(
                        start..<(start + 512), with: TarBytes.sealed(Array(bytes[start..<(start + 512)])))
                }
            }
            do { _ = try TarBytes.read(bytes) } catch { #expect(error is VMFestError) }
        }
    }
}
