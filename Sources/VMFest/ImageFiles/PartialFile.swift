//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import AsyncHTTPClient
import Crypto
import Foundation
import NIOCore
import NIOHTTP1

/// A download that is not whole yet, with what is needed to go on with it later.
struct PartialFile: Sendable {
    /// What is kept beside the file.
    private struct Record: Codable {
        var validator: String
        var total: Int64?
    }

    private let file: OpenFile

    /// Where the record is; nil where another download of the same address uses it.
    private let recordPath: String?

    /// How many bytes have come.
    private(set) var size: Int64 = 0

    /// How many there are in the end, where the server says it.
    private(set) var total: Int64?

    /// What tells versions of the file apart: an entity tag or a date; nil where the server gives none.
    private(set) var validator: String?

    /// The digest of what has come.
    private(set) var hash = SHA256()

    /// Whether a server has answered yet.
    var hasAnswer = false

    /// Finds what has come earlier from an address, or begins anew.
    static func open(for url: URL, in folder: String) async throws -> PartialFile {
        let key = ImageDigest.hexadecimal(SHA256.hash(data: Array(url.absoluteString.utf8)))
        let path = folder + "/" + key
        let file = try await OpenFile.writing(path + ".part", isNew: false)
        // One that was locked after another download had moved it away is that one's.
        guard file.lock(), file.isInPlace else {
            let own = try await OpenFile.writing(path + "-" + String(UInt64.random(in: .min ... .max), radix: 36))
            return PartialFile(file: own, recordPath: nil)
        }
        var partial = PartialFile(file: file, recordPath: path + ".json")
        try await partial.recall()
        return partial
    }

    private init(file: OpenFile, recordPath: String?) {
        self.file = file
        self.recordPath = recordPath
    }

    private mutating func recall() async throws {
        guard let recordPath, file.size > 0 else { return }
        let record = try await blocking {
            (try? Data(contentsOf: URL(filePath: recordPath))).flatMap {
                try? JSONDecoder().decode(Record.self, from: $0)
            }
        }
        guard let record, file.size < record.total ?? .max else { return }
        (validator, total) = (record.validator, record.total)
        hash = try await file.digest(SHA256(), progress: ImageProgress("verify", "reading", total: file.size))
        size = file.size
    }

    /// Reads the head of an answer: it is the rest, or the whole once more.
    mutating func begin(_ response: HTTPClientResponse, limit: Int64) async throws {
        let length = response.headers["Content-Length"].first.flatMap(Int64.init)
        switch response.status {
        case .ok: try await restart(total: length, validator: Self.validator(of: response.headers))
        case .partialContent:
            guard let range = ContentRange(response.headers["Content-Range"].first ?? ""), range.start == size,
                total == nil || range.total == nil || range.total == total
            else {
                try await restart(total: nil, validator: nil)
                throw DownloadFailure("the server sent another part of the file than was asked for", isTransient: true)
            }
            total = range.total ?? total
        case .rangeNotSatisfiable where size > 0:
            try await restart(total: nil, validator: nil)
            throw DownloadFailure("the file has changed on the server", isTransient: true)
        default:
            let isTransient = [408, 425, 429].contains(response.status.code) || response.status.code >= 500
            throw DownloadFailure(
                "the server answers \(response.status.code) (\(response.status.reasonPhrase))", isTransient: isTransient
            )
        }
        guard let total else { return }
        guard total <= limit else { throw DownloadAttempt.isTooLarge }
        try await ImagePlaces.checkRoom(for: total - size, in: HostPath(file.path).folder.text)
    }

    /// Forgets what has come.
    private mutating func restart(total: Int64?, validator: String?) async throws {
        let file = file
        try await blocking { try file.resize(to: 0) }
        (size, hash, self.total, self.validator) = (0, SHA256(), total, validator)
        await remember()
    }

    /// Takes more bytes.
    mutating func append(_ bytes: [UInt8]) async throws {
        let (file, start, before) = (file, size, hash)
        hash = try await blocking {
            try bytes.withUnsafeBytes { try file.write($0, at: start) }
            var after = before
            after.update(data: bytes)
            return after
        }
        size += Int64(bytes.count)
    }

    /// Leaves what has come for another time, if the server can be asked then whether it is still the same.
    func keep() async {
        if recordPath == nil || validator == nil || size == 0 { await remove() }
        // At once: the next download may be there already.
        file.unlock()
    }

    /// Notes what the file is the beginning of, so that even a process that is killed leaves that.
    private func remember() async {
        guard let recordPath else { return }
        let record = validator.map { Record(validator: $0, total: total) }
        try? await blocking {
            guard let record else { return try FileManager.default.removeItem(atPath: recordPath) }
            try JSONEncoder().encode(record).write(to: URL(filePath: recordPath), options: .atomic)
        }
    }

    /// Moves the file, which is whole.
    func move(to path: String) async throws {
        let (file, recordPath) = (file, recordPath)
        try await blocking {
            try FileManager.default.moveItem(atPath: file.path, toPath: path)
            if let recordPath { try? FileManager.default.removeItem(atPath: recordPath) }
        }
    }

    /// Removes what has come.
    func remove() async {
        let (file, recordPath) = (file, recordPath)
        try? await blocking {
            try? FileManager.default.removeItem(atPath: file.path)
            if let recordPath { try? FileManager.default.removeItem(atPath: recordPath) }
        }
    }

    /// A strong entity tag, or else the date of the last change.
    private static func validator(of headers: HTTPHeaders) -> String? {
        if let tag = headers["ETag"].first, tag.hasPrefix("\"") { return tag }
        return headers["Last-Modified"].first
    }
}
