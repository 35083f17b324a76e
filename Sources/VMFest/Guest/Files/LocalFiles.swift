//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import NIOPosix
import VirtualBox

/// Files of this computer, touched on threads that may block.
enum LocalFiles {
    /// Runs work that blocks.
    static func blocking<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        do {
            return try await NIOThreadPool.singleton.runIfActive(work)
        } catch let error as CocoaError {
            let path = error.filePath.map { "'\($0)': " } ?? ""
            throw VMFestError(.noSuchFile, path + error.localizedDescription)
        }
    }

    /// What is at a path, seen through symbolic links; nil for nothing.
    static func item(at url: URL) async throws -> GuestItem? {
        try await blocking {
            let real = url.resolvingSymlinksInPath()
            guard let attributes = try? FileManager.default.attributesOfItem(atPath: real.path) else { return nil }
            let kind: GuestItem.Kind =
                switch attributes[.type] as? FileAttributeType {
                case .typeRegular: .file
                case .typeDirectory: .folder
                default: .other
                }
            return GuestItem(
                name: url.lastPathComponent, kind: kind, size: (attributes[.size] as? NSNumber)?.int64Value ?? 0,
                mode: (attributes[.posixPermissions] as? NSNumber)?.uint16Value)
        }
    }

    /// The names in a folder, in order.
    static func names(in folder: URL) async throws -> [String] {
        try await blocking { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }

    static func makeFolder(_ folder: URL) async throws {
        try await blocking { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false) }
    }

    /// Makes a file that is not there yet, which only the user can read until its mode is set.
    static func create(_ url: URL) async throws -> FileHandle {
        try await blocking {
            let made = FileManager.default.createFile(
                atPath: url.path, contents: nil, attributes: [.posixPermissions: 0o600])
            guard made else { throw VMFestError(.noSuchFile, "'\(url.path)' can not be written") }
            return try FileHandle(forWritingTo: url)
        }
    }

    static func setMode(_ mode: UInt16?, of url: URL) async throws {
        guard let mode else { return }
        try await blocking {
            try FileManager.default.setAttributes([.posixPermissions: NSNumber(value: mode)], ofItemAtPath: url.path)
        }
    }

    /// Removes a file or a folder with all that is in it, even when the task is cancelled.
    static func remove(_ url: URL) async {
        await uncancelled { try? await blocking { try FileManager.default.removeItem(at: url) } }
    }

    /// The bytes of a file, chunk by chunk; the next is read when the one before was written.
    static func input(_ url: URL, _ report: @escaping @Sendable (Int) -> Void) -> GuestInput {
        GuestInput(
            feed: { write in
                let file = try await blocking { try FileHandle(forReadingFrom: url) }
                defer { try? file.close() }
                while let data = try await blocking({ try file.read(upToCount: GuestControl.chunk) }), !data.isEmpty {
                    try Task.checkCancellation()
                    try await write(data)
                    report(data.count)
                }
            }, isEmpty: false)
    }
}
