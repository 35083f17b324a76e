//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

@testable import VMFest

/// A guest's files that are none: they are kept in memory.
actor MemoryFiles: GuestFiles {
    private var folders: [String: UInt16] = ["/": 0o755]
    private var files: [String: (mode: UInt16, data: Data)] = [:]
    private let hostileName: String?

    init(hostileName: String? = nil) {
        self.hostileName = hostileName
    }

    func item(at path: String) -> GuestItem? {
        let name = HostPath(path).name
        if let mode = folders[path] { return GuestItem(name: name, kind: .folder, size: 0, mode: mode) }
        return files[path].map { GuestItem(name: name, kind: .file, size: Int64($0.data.count), mode: $0.mode) }
    }

    func contents(of folder: String) -> [GuestItem] {
        let paths = (Array(files.keys) + Array(folders.keys)).filter { HostPath($0).folder.text == folder }
        let hostile = hostileName.map { GuestItem(name: $0, kind: .file, size: 0, mode: nil) }
        return paths.compactMap(item) + [hostile].compactMap(\.self)
    }

    func makeFolder(_ path: String, mode: UInt16) { folders[path] = mode }

    func read(_ path: String, _ take: @escaping @Sendable (Data) async throws -> Void) async throws {
        guard let file = files[path] else { throw VMFestError(.noSuchFile, path) }
        try await take(file.data)
    }

    func write(_ path: String, mode: UInt16, _ input: GuestInput) async throws {
        let collected = Collected()
        try await input.feed { data in await collected.add(data) }
        files[path] = (mode, await collected.data)
    }
}

private actor Collected {
    private(set) var data = Data()

    func add(_ more: Data) { data.append(more) }
}
