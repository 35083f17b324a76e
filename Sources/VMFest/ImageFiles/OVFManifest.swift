//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Crypto

/// The digests of the files of an OVF package.
struct OVFManifest: Sendable, Hashable {
    /// A line of it.
    struct Entry: Sendable, Hashable {
        var algorithm: String
        var file: String
        var digest: String
    }

    private(set) var entries: [Entry] = []

    /// Reads lines such as `SHA256 (disk.vmdk) = 0123…`.
    ///
    /// - Throws: ``VMFestError`` for a line that is something else.
    init(_ bytes: [UInt8]) throws {
        for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let line = line.trimmed(where: \.isWhitespace)
            if line.isEmpty { continue }
            guard let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")"), open < close,
                let sign = line[close...].firstIndex(of: "=")
            else { throw VMFestError(.badImage, "has a manifest (.mf) with a line that is not understood") }
            entries.append(
                Entry(
                    algorithm: line[..<open].trimmed(where: \.isWhitespace).uppercased(),
                    file: String(line[line.index(after: open)..<close]),
                    digest: line[line.index(after: sign)...].trimmed(where: \.isWhitespace).lowercased()))
        }
    }

    /// Compares every file with its digest.
    ///
    /// - Throws: ``VMFestError`` with ``VMFestError/Code/wrongDigest`` for a file that is another, and with
    ///   ``VMFestError/Code/badImage`` for one that is missing.
    func verify(_ folder: UnpackedFolder) async throws {
        for entry in entries {
            guard let path = folder.files[entry.file] else {
                throw VMFestError(.badImage, "is not whole: its manifest lists '\(entry.file)', which is not there")
            }
            let found = try await Self.digest(entry.algorithm, of: path)
            guard found == entry.digest else {
                throw VMFestError(
                    .wrongDigest,
                    "'\(entry.file)' in the archive is damaged: its \(entry.algorithm) is \(found),"
                        + " and not \(entry.digest), as the manifest has it")
            }
        }
    }

    private static func digest(_ algorithm: String, of path: String) async throws -> String {
        switch algorithm {
        case "SHA1": try await digest(Insecure.SHA1(), of: path)
        case "SHA256": try await digest(SHA256(), of: path)
        case "SHA384": try await digest(SHA384(), of: path)
        case "SHA512": try await digest(SHA512(), of: path)
        default: throw VMFestError(.badImage, "has a manifest with digests of an unknown kind ('\(algorithm)')")
        }
    }

    private static func digest<Hash: HashFunction & Sendable>(_ empty: Hash, of path: String) async throws -> String {
        let file = try await OpenFile.reading(path)
        let progress = ImageProgress("verify", "checking", total: file.size)
        return ImageDigest.hexadecimal(try await file.digest(empty, progress: progress).finalize())
    }
}
