//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

extension SSHFiles: FileTree {
    func file(at path: String, followingLinks: Bool) async throws -> GuestFile? {
        let script = followingLinks ? FileScript.fileBehindLinks : FileScript.file
        guard var file = try await read(script, path).first else { return nil }
        file.name = HostPath(path).name
        return file
    }

    func files(in folder: String) async throws -> [GuestFile] { try await read(FileScript.files, folder) }

    func makeFolder(_ path: String, mode: UInt16, withParents: Bool) async throws {
        let script = withParents ? FileScript.makeFolders : FileScript.makeFolder
        try await run(script, [path, Permissions.text(mode)])
    }

    func makeFile(_ path: String, mode: UInt16) async throws {
        try await run(FileScript.makeFile, [path, Permissions.text(mode)])
    }

    func removeFile(_ path: String) async throws { try await run(FileScript.removeFile, [path]) }

    func removeFolder(_ path: String, withContents: Bool) async throws {
        try await run(withContents ? FileScript.removeAll : FileScript.removeFolder, [path])
    }

    func rename(_ path: String, to target: String, replacing: Bool) async throws {
        try await run(replacing ? FileScript.move : FileScript.moveToFree, [path, target])
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

    func temporaryFolder() async throws -> String { try await run(FileScript.temporaryFolder, ["/"]).outputLine }

    private func read(_ script: String, _ path: String) async throws -> [GuestFile] {
        try await run(script, [path], limit: 16 << 20).output.split(separator: 0).compactMap {
            FileScript.read(String(decoding: $0, as: UTF8.self))
        }
    }
}

extension ExecutionResult {
    /// The output without the line feed at its end.
    var outputLine: String { outputText.hasSuffix("\n") ? String(outputText.dropLast()) : outputText }
}
