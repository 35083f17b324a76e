//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Takes a tar archive, and puts the files in it into a folder.
struct TarExtraction: ByteSink {
    private(set) var folder: UnpackedFolder
    private var parser = TarParser()
    private var current: SparseFile?
    private var room: Int64

    /// - Parameters:
    ///   - folder: the path of a folder that is not there yet.
    ///   - limit: how many bytes all files may have together.
    init(into folder: String, limit: Int64) async throws {
        self.folder = try await UnpackedFolder(folder)
        room = limit
    }

    mutating func write(_ bytes: [UInt8]) async throws {
        for event in try parser.push(bytes[...]) {
            switch event {
            case .file(let name, let size):
                guard size <= room else { throw UnpackingLimit.exceeded }
                room -= size
                current = try await SparseFile(folder.add(MemberName(name)))
            case .content(let part): try await current?.write(part)
            case .end:
                try await current?.finish()
                current = nil
            }
        }
    }

    func finish() async throws {
        try parser.finish()
    }
}
