//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// A folder of the VirtualBox host, as VirtualBox sees it: there need be no other way to the host's files.
struct HostFolder: Sendable {
    let scope: HostScope
    let path: HostPath

    /// The names of the plain files in it; nil when there is no such folder.
    func files() async throws -> [String]? {
        // VFSFileType_File.
        try await entries(ofType: 6)
    }

    /// The names of the folders in it; nil when there is no such folder.
    func folders() async throws -> [String]? {
        // VFSFileType_Directory.
        try await entries(ofType: 4)
    }

    /// The sizes in bytes of the plain files in it, by their names; nil when there is no such folder.
    func sizes() async throws -> [String: Int64]? {
        guard let entries = try await entries() else { return nil }
        return Dictionary(
            zip(entries.names, zip(entries.types, entries.sizes)).filter { $0.1.0 == 6 }.map { ($0.0, $0.1.1) }
        ) { first, _ in first }
    }

    private func entries(ofType type: UInt32) async throws -> [String]? {
        guard let entries = try await entries() else { return nil }
        return zip(entries.names, entries.types).filter { $0.1 == type }.map(\.0)
    }

    private func entries() async throws -> (names: [String], types: [UInt32], sizes: [Int64])? {
        let explorer = try await explorer()
        do {
            try await scope.finish(explorer.update(), of: "IVFSExplorer_update")
        } catch let error as VirtualBoxError where error.code == .file {
            return nil
        }
        let entries = try await explorer.entryList()
        return (entries.names, entries.types, entries.sizes)
    }

    /// Removes files by their names; that one is not there is success.
    func remove(_ names: [String]) async throws {
        guard !names.isEmpty, let files = try await files() else { return }
        let present = names.filter(files.contains)
        guard !present.isEmpty else { return }
        try await scope.finish(explorer().remove(names: present), of: "IVFSExplorer_remove")
    }

    private func explorer() async throws -> VFSExplorer {
        try await scope.box.createAppliance().createVFSExplorer(uri: "file://\(path.text)/")
    }
}
