//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Crypto
import Foundation
import Testing

@testable import VMFest

@Suite("Downloads")
struct DownloadTests {
    private static let image = DiskBytes.vdi() + (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    private static let digest = ImageDigest.hexadecimal(SHA256.hash(data: image))

    private static var quick: DownloadPolicy {
        DownloadPolicy(attempts: 4, pause: .milliseconds(5), silence: .seconds(20))
    }

    private func download(
        _ server: FileServer, _ path: String = "/a", in folder: ImageFolder, sha256: String? = nil,
        limit: Int64 = 1 << 30, policy: DownloadPolicy = quick
    ) async throws -> [UInt8] {
        let url = try #require(URL(string: server.address(path)))
        var download = Download(url: url, digest: sha256.flatMap(ImageDigest.init), limit: limit, folder: folder.path)
        download.policy = policy
        let target = folder.path + "/done-\(UUID())"
        let (file, digest) = try await download.run(to: target)
        let bytes = Array(try Data(contentsOf: URL(filePath: file)))
        #expect(digest.description == ImageDigest.hexadecimal(SHA256.hash(data: bytes)))
        return bytes
    }

    private func partials(_ folder: ImageFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix("done-") }
    }

    /// How many bytes have come of a download that is not whole.
    private func received(_ folder: ImageFolder) throws -> Int {
        guard let name = try partials(folder).first(where: { $0.hasSuffix(".part") }) else { return 0 }
        return try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(name)")[.size] as? Int ?? 0
    }

    @Test("a broken connection is resumed where it broke")
    func resume() async throws {
        try await ImageFolder.run { folder in
            try await FileServer.run { request, number in
                var answer = FileServer.Answer.file(Self.image, request)
                if number < 4 { answer.sent = 50_000 }
                return answer
            } body: { server in
                let bytes = try await download(server, in: folder, sha256: Self.digest)
                #expect(bytes == Self.image)
                let starts = server.requests.map(\.rangeStart)
                #expect(starts.count == 4)
                #expect(starts.first == .some(nil))
                #expect(starts.dropFirst().allSatisfy { ($0 ?? 0) > 0 })
                #expect(server.requests.dropFirst().allSatisfy { $0.headers["if-range"] == "\"1\"" })
                #expect(try partials(folder).isEmpty)
            }
        }
    }

    @Test(
        "a server that knows no ranges, or has another file meanwhile, is asked for the whole",
        arguments: [true, false])
    func startsAgain(hasTag: Bool) async throws {
        try await ImageFolder.run { folder in
            try await FileServer.run { request, number in
                var answer = FileServer.Answer.file(Self.image, request, tag: "\"\(number)\"")
                if !hasTag { answer = FileServer.Answer(body: Self.image) }
                if number == 1 { answer.sent = 50_000 }
                return answer
            } body: { server in
                let bytes = try await download(server, in: folder)
                #expect(bytes == Self.image)
                #expect(server.requests.count == 2)
                #expect((server.requests.last?.rangeStart != nil) == hasTag)
            }
        }
    }

    @Test("another part than was asked for is not taken")
    func lyingRange() async throws {
        try await ImageFolder.run { folder in
            try await FileServer.run { request, number in
                switch number {
                case 1: return .init(headers: ["ETag: \"1\""], body: Self.image, sent: 50_000)
                case 2:
                    return .init(
                        status: "206 Partial Content",
                        headers: ["Content-Range: bytes 7-9/\(Self.image.count)"], body: [1, 2, 3])
                default: return .file(Self.image, request)
                }
            } body: { server in
                let bytes = try await download(server, in: folder)
                #expect(bytes == Self.image)
                #expect(server.requests.last?.rangeStart == nil)
            }
        }
    }

    @Test("a later run goes on with what an earlier one has got; cancelling keeps it")
    func laterRun() async throws {
        try await ImageFolder.run { folder in
            try await FileServer.run { request, number in
                var answer = FileServer.Answer.file(Self.image, request)
                if number == 1 { (answer.sent, answer.isSilent) = (120_000, true) }
                return answer
            } body: { server in
                var patient = Self.quick
                patient.silence = .seconds(30)
                let policy = patient
                let task = Task { try await download(server, in: folder, policy: policy) }
                while try received(folder) == 0 { try await Task.sleep(for: .milliseconds(10)) }
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(try partials(folder).count == 2)
                #expect(try await download(server, in: folder, sha256: Self.digest) == Self.image)
                #expect((server.requests.last?.rangeStart ?? 0) > 0)
                #expect(try partials(folder).isEmpty)
            }
        }
    }

    @Test("silence is an error after some attempts, and so is a missing file at once")
    func failures() async throws {
        try await ImageFolder.run { folder in
            try await FileServer.run { request, _ in
                request.path == "/silent"
                    ? .init(body: Self.image, sent: 0, isSilent: true)
                    : .init(status: "404 Not Found", body: Array("no".utf8))
            } body: { server in
                var impatient = Self.quick
                impatient.silence = .seconds(1)
                let policy = impatient
                let silent = try await #require(throws: VMFestError.self) {
                    try await download(server, "/silent", in: folder, policy: policy)
                }
                #expect(silent.code == .downloadFailed)
                #expect(silent.message.contains("silent"))
                let attempts = server.requests.count
                #expect((2...4).contains(attempts))
                let missing = try await #require(throws: VMFestError.self) { try await download(server, in: folder) }
                #expect(missing.message.contains("404"))
                #expect(server.requests.count == attempts + 1)
                #expect(try partials(folder).isEmpty)
            }
        }
    }

    @Test("redirects are followed, but not in circles and not to anybody who is not encrypted")
    func redirects() async throws {
        try await ImageFolder.run { folder in
            try await FileServer.run { request, _ in
                switch request.path {
                case "/here": .init(status: "302 Found", headers: ["Location: there"])
                case "/there": .file(Self.image, request)
                case "/circle": .init(status: "301 Moved Permanently", headers: ["Location: /circle"])
                case "/plain": .init(status: "307 Temporary Redirect", headers: ["Location: http://192.0.2.1/a"])
                default: .init(status: "308 Permanent Redirect", headers: ["Location: ftp://127.0.0.1/a"])
                }
            } body: { server in
                #expect(try await download(server, "/here", in: folder) == Self.image)
                for path in ["/circle", "/plain", "/ftp"] {
                    let error = try await #require(throws: VMFestError.self) {
                        try await download(server, path, in: folder)
                    }
                    #expect(error.code == .downloadFailed)
                    #expect(error.message.contains("redirect"))
                }
            }
        }
    }

    @Test("a file that is too large is refused, whether the server says its size or not", arguments: [true, false])
    func limits(saysSize: Bool) async throws {
        try await ImageFolder.run { folder in
            try await FileServer.run { _, _ in
                if saysSize { return .init(body: Self.image) }
                let size = String(Self.image.count, radix: 16)
                let body = Array("\(size)\r\n".utf8) + Self.image + Array("\r\n0\r\n\r\n".utf8)
                return .init(headers: ["Transfer-Encoding: chunked"], body: body)
            } body: { server in
                let error = try await #require(throws: VMFestError.self) {
                    try await download(server, in: folder, limit: 100_000)
                }
                #expect(error.code == .badImage)
                #expect(try partials(folder).isEmpty)
                #expect(try await download(server, in: folder) == Self.image)
            }
        }
    }

    @Test("a file with another digest is not kept")
    func wrongDigest() async throws {
        try await ImageFolder.run { folder in
            try await FileServer.run { request, _ in
                .file(Self.image, request)
            } body: { server in
                let error = try await #require(throws: VMFestError.self) {
                    try await download(server, in: folder, sha256: String(repeating: "0", count: 64))
                }
                #expect(error.code == .wrongDigest)
                #expect(error.message.contains(Self.digest))
                #expect(try partials(folder).isEmpty)
            }
        }
    }

    @Test("two downloads of one address at once do not disturb each other")
    func twoAtOnce() async throws {
        try await ImageFolder.run { folder in
            try await FileServer.run { request, _ in
                .file(Self.image, request)
            } body: { server in
                async let first = download(server, in: folder)
                async let second = download(server, in: folder)
                let both = try await [first, second]
                #expect(both == [Self.image, Self.image])
                #expect(try partials(folder).isEmpty)
            }
        }
    }

    @Test("an image is lent from an address; a web page is called that")
    func lending() async throws {
        try await ImageFolder.run { folder in
            try await FileServer.run { request, _ in
                request.path == "/page" ? .init(body: Array("<!doctype html>".utf8)) : .file(Self.image, request)
            } body: { server in
                let lent = try await ImageFile.withDisk(
                    from: server.address("/disk"), sha256: Self.digest, places: folder.places
                ) { try Lent($0) }
                #expect(lent.content == Self.image)
                #expect(lent.disk.format == .vdi)
                let error = try await #require(throws: VMFestError.self) {
                    try await ImageFile.withDisk(from: server.address("/page"), places: folder.places) { _ in }
                }
                #expect(error.message.contains("web page"))
                #expect(folder.leftovers().isEmpty)
            }
        }
    }

    @Test("a host that does not answer is not tried for long")
    func unreachable() async throws {
        try await ImageFolder.run { folder in
            let url = try #require(URL(string: "http://127.0.0.1:1/a"))
            var download = Download(url: url, digest: nil, limit: 1 << 20, folder: folder.path)
            download.policy = Self.quick
            let attempt = download
            let error = try await #require(throws: VMFestError.self) { try await attempt.run(to: folder.path + "/x") }
            #expect(error.code == .downloadFailed)
            #expect(error.message.contains("127.0.0.1"))
        }
    }
}
