//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Takes what a program unpacks: an archive is unpacked at once, anything else becomes a file.
struct UnpackedContent: ByteSink {
    /// What it became.
    enum Outcome: Sendable {
        case file(String)
        case folder(UnpackedFolder)
    }

    private enum State {
        case undecided([UInt8])
        case file(SparseFile)
        case archive(TarExtraction)
    }

    private let path: String
    private let limit: Int64
    private var size: Int64 = 0
    private var state = State.undecided([])

    /// - Parameters:
    ///   - path: the path of the file or the folder to make.
    ///   - limit: how many bytes may come.
    init(_ path: String, limit: Int64) {
        self.path = path
        self.limit = limit
    }

    mutating func write(_ bytes: [UInt8]) async throws {
        size += Int64(bytes.count)
        guard size <= limit else { throw UnpackingLimit.exceeded }
        switch state {
        case .undecided(let before):
            state = .undecided(before + bytes)
            if before.count + bytes.count >= TarHeader.length { try await decide() }
        case .file(var file):
            try await file.write(bytes[...])
            state = .file(file)
        case .archive(var archive):
            try await archive.write(bytes)
            state = .archive(archive)
        }
    }

    mutating func finish() async throws {
        try await decide()
        switch state {
        case .undecided: break
        case .file(let file): try await file.finish()
        case .archive(let archive): try await archive.finish()
        }
    }

    /// What it became, when all is there.
    var outcome: Outcome {
        if case .archive(let archive) = state { .folder(archive.folder) } else { .file(path) }
    }

    private mutating func decide() async throws {
        guard case .undecided(let bytes) = state else { return }
        if TarHeader.isOne(bytes) {
            var archive = try await TarExtraction(into: path, limit: limit)
            try await archive.write(bytes)
            state = .archive(archive)
        } else {
            var file = try await SparseFile(path)
            try await file.write(bytes[...])
            state = .file(file)
        }
    }
}
