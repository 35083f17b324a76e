//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

extension GuestControl: FileTree {
    func file(at path: String, followingLinks: Bool) async throws -> GuestFile? {
        do {
            return try await call {
                let info = try await session.fsObjQueryInfo(path: path, followSymlinks: followingLinks)
                return try await GuestFile(info.as(FsObjInfo.self), name: HostPath(path).name)
            }
        } catch let error as VirtualBoxError where error.resultCode == .iprtError {
            // The one code has many reasons; this one can be asked for.
            let isThere = try await call { try await session.fsObjExists(path: path, followSymlinks: followingLinks) }
            guard isThere else { return nil }
            throw error
        }
    }

    func files(in folder: String) async throws -> [GuestFile] {
        try await entries(of: folder) { try await GuestFile($0, name: $0.getName()) }
            .filter { $0.name != "." && $0.name != ".." }
    }

    func makeFolder(_ path: String, mode: UInt16, withParents: Bool) async throws {
        try await call(about: path) {
            try await session.directoryCreate(path: path, mode: UInt32(mode), flags: withParents ? [.parents] : [])
        }
    }

    func makeFile(_ path: String, mode: UInt16) async throws {
        try await withFile(path, .readWrite, .createNew, mode: UInt32(mode)) { _ in }
    }

    func removeFile(_ path: String) async throws {
        try await call(about: path) { try await session.fsObjRemove(path: path) }
    }

    func removeFolder(_ path: String, withContents: Bool) async throws {
        guard withContents else { return try await call(about: path) { try await session.directoryRemove(path: path) } }
        // VirtualBox stops at links and at what is no file, observed with 7.2.
        if try await isUnix() {
            try await run(FileScript.removeAll, [path])
            return
        }
        let progress = try await call(about: path) {
            try await session.directoryRemoveRecursive(path: path, flags: [.contentAndDir])
        }
        // The guest does it in one go, whoever waits for it.
        for try await _ in ProgressReports(of: progress, operation: "IGuestSession_directoryRemoveRecursive") {}
    }

    func rename(_ path: String, to target: String, replacing: Bool) async throws {
        do {
            try await call(about: path) {
                try await session.fsObjRename(
                    oldPath: path, newPath: target, flags: [replacing ? .replace : .noReplace])
            }
        } catch let error as VMFestError where error.message.contains("NOT_SAME_DEVICE") {
            guard try await isUnix() else { throw error }
            try await run(replacing ? FileScript.move : FileScript.moveToFree, [path, target])
        }
    }

    func makeLink(_ path: String, to target: String) async throws {
        try await run(FileScript.makeLink, [path, target])
    }

    func target(ofLink path: String) async throws -> String {
        try await run(FileScript.readLink, [path]).outputLine
    }

    func setMode(_ mode: UInt16, of path: String, withContents: Bool) async throws {
        try await run(withContents ? FileScript.setModeOfAll : FileScript.setMode, [path, Permissions.text(mode)])
    }

    func temporaryFolder() async throws -> String {
        if try await isUnix() { return "/tmp" }
        return try await call { try await session.getUserHome() } + #"\AppData\Local\Temp"#
    }

    /// Has a shell of the guest do what VirtualBox declares calls for and implements none of: `symlinkCreate`,
    /// `symlinkRead`, `fsObjSetACL` and `fsObjMove`; and what its `directoryRemoveRecursive` leaves.
    @discardableResult
    private func run(_ script: String, _ arguments: [String]) async throws -> ExecutionResult {
        guard try await isUnix() else {
            throw VMFestError(
                .notSupported, "VirtualBox's guest control has no means for this, and the guest no shell of a Unix")
        }
        let result = try await execute(GuestCommand(words: ["/bin/sh", "-c", script, "sh"] + arguments))
        guard result.succeeded else {
            let words = result.errorText.trimmingCharacters(in: .whitespacesAndNewlines)
            throw VMFestError(.noSuchFile, "'\(arguments[0])' in the guest: \(words.isEmpty ? "it failed" : words)")
        }
        return result
    }
}
