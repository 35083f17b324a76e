//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

extension GuestControl: GuestFiles {
    func item(at path: String) async throws -> GuestItem? {
        do {
            return try await call {
                let info = try await session.fsObjQueryInfo(path: path, followSymlinks: true)
                return try await Self.item(info.as(FsObjInfo.self), name: HostPath(path).name)
            }
        } catch let error as VirtualBoxError where error.resultCode == .iprtError {
            // The one code has many reasons; this one can be asked for.
            let isThere = try await call { try await session.fsObjExists(path: path, followSymlinks: true) }
            guard isThere else { return nil }
            throw error
        }
    }

    func contents(of folder: String) async throws -> [GuestItem] {
        var items: [GuestItem] = []
        for entry in try await entries(of: folder, { try await Self.item($0, name: $0.getName()) })
        where entry.name != "." && entry.name != ".." {
            // A listing tells of links, not of what they lead to.
            let real = entry.kind == .other ? try await item(at: folder + "/" + entry.name) : entry
            items.append(real ?? entry)
        }
        return items
    }

    /// What is read of each entry of a folder, `.` and `..` among them.
    func entries<Entry: Sendable>(
        of folder: String, _ read: @Sendable (FsObjInfo) async throws -> Entry
    ) async throws -> [Entry] {
        let directory = try await call(about: folder) {
            try await session.directoryOpen(path: folder, filter: "", flags: [])
        }.as(Directory.self)
        let outcome: Result<[Entry], any Error>
        do { outcome = .success(try await entries(of: directory, read)) } catch { outcome = .failure(error) }
        await close { try await directory.close() }
        return try outcome.get()
    }

    private func entries<Entry: Sendable>(
        of directory: Directory, _ read: (FsObjInfo) async throws -> Entry
    ) async throws -> [Entry] {
        var entries: [Entry] = []
        while true {
            do {
                let entry = try await call {
                    let info = try await directory.read()
                    let entry = try await read(info)
                    // A large folder would otherwise leave a reference for each entry until the end.
                    try await info.release()
                    return entry
                }
                entries.append(entry)
            } catch let error as VirtualBoxError where error.code == .notFound {
                return entries
            }
        }
    }

    func makeFolder(_ path: String, mode: UInt16) async throws {
        if try await item(at: path)?.kind == .folder { return }
        try await call(about: path) {
            try await session.directoryCreate(path: path, mode: UInt32(mode), flags: [])
        }
    }

    /// Makes a call whose failure is most likely about a path in the guest, and says so.
    func call<Value>(about path: String, _ work: () async throws -> Value) async throws -> Value {
        do {
            return try await call(work)
        } catch let error as VirtualBoxError where error.resultCode == .iprtError {
            var failure = VMFestError(error)
            failure.code = .noSuchFile
            failure.message = "'\(path)' in the guest: \(error.message)"
            throw failure
        }
    }

    func read(_ path: String, _ take: @escaping @Sendable (Data) async throws -> Void) async throws {
        try await withFile(path, .readOnly, .openExisting, mode: 0) { file in
            while true {
                try Task.checkCancellation()
                let data = try await call {
                    try await file.read(toRead: UInt32(Self.chunk), timeoutMS: Self.answer).data
                }
                guard !data.isEmpty else { return }
                try await take(data)
            }
        }
    }

    func write(_ path: String, mode: UInt16, _ input: GuestInput) async throws {
        let draft = path + ".vmfest-" + String(UInt32.random(in: .min ... .max), radix: 16)
        do {
            try await withFile(draft, .writeOnly, .createNew, mode: UInt32(mode)) { file in
                var piece = Self.firstPiece
                try await input.feed { data in try await write(data, to: file, &piece) }
            }
            try await call(about: path) {
                try await session.fsObjRename(oldPath: draft, newPath: path, flags: [.replace])
            }
        } catch {
            await close { try await session.fsObjRemove(path: draft) }
            throw error
        }
    }

    /// Writes all of a chunk, in pieces that grow.
    private func write(_ data: Data, to file: File, _ piece: inout Int) async throws {
        var rest = data
        while !rest.isEmpty {
            try Task.checkCancellation()
            let octets = Octets(Data(rest.prefix(piece)))
            let written = try await call { try await file.write(data: octets, timeoutMS: Self.answer) }
            guard written > 0 else { throw VMFestError(.failed, "the guest takes no more of the file") }
            rest = rest.dropFirst(Int(written))
            piece = min(piece * 2, Self.chunk)
        }
    }

    /// Opens a file, lends it to work, and closes it.
    func withFile<Value: Sendable>(
        _ path: String, _ access: FileAccessMode, _ action: FileOpenAction, mode: UInt32,
        _ work: (File) async throws -> Value
    ) async throws -> Value {
        let file = try await call(about: path) {
            try await session.fileOpen(path: path, accessMode: access, openAction: action, creationMode: mode)
        }.as(File.self)
        let outcome: Result<Value, any Error>
        do { outcome = .success(try await work(file)) } catch { outcome = .failure(error) }
        await close { try await file.close() }
        return try outcome.get()
    }

    /// Gives something back, whatever became of it.
    private func close(_ work: @escaping @Sendable () async throws -> Void) async {
        let key = key
        await uncancelled { try? await Self.call(key, work) }
    }

    private static func item(_ info: FsObjInfo, name: String) async throws -> GuestItem {
        async let type = info.getType()
        async let size = info.getObjectSize()
        async let attributes = info.getFileAttributes()
        let kind: GuestItem.Kind =
            switch try await type {
            case .file: .file
            case .directory: .folder
            default: .other
            }
        return try await GuestItem(
            name: name, kind: kind, size: kind == .file ? size : 0, mode: Permissions.mode(of: attributes))
    }
}
