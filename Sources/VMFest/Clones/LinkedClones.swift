//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// The machines whose disks are based on those of a machine's snapshots: its linked clones.
struct LinkedClones: Sendable {
    let scope: HostScope

    /// The UUID of the machine that has the snapshots.
    let key: String

    /// Refuses to remove a snapshot that clones need.
    func refuse(_ node: SnapshotTree.Node) async throws {
        try Self.refuse(
            try await machines(of: [node]), "its snapshot '\(node.snapshot.name)' can not be removed")
    }

    /// Refuses to remove a machine that clones need, and says whether it has snapshots at all.
    func refuseAll(of machine: VirtualBoxAPI.Machine) async throws -> Bool {
        var seen: [UUID]?
        while true {
            do {
                let nodes = try await SnapshotTree(of: machine).nodes
                try Self.refuse(try await machines(of: nodes), "it can not be removed")
                return !nodes.isEmpty
            } catch let error as VirtualBoxError where error.isDefinite {
                guard try await scope.findMachine(key) != nil else { throw VMFest.Machine.removedMeanwhile }
                // A snapshot that somebody else removes in this moment can not be read.
                let left = try await SnapshotTree(of: machine).snapshots.map(\.id)
                guard left != seen else { throw error }
                seen = left
            }
        }
    }

    /// The clones' names by their UUIDs, those that are being made included.
    ///
    /// A disk that is based on a snapshot's and is of no machine counts with its path.
    private func machines(of nodes: [SnapshotTree.Node]) async throws -> [String: String] {
        guard !nodes.isEmpty else { return [:] }
        async let notes = Undertakings(scope: scope).all()
        let attachments = try await nodes.concurrentMap { try await $0.remote.getMachine().getMediumAttachments() }
        var disks: [Medium] = []
        for attachment in attachments.flatMap(\.self) where attachment.type == .hardDisk {
            if let disk = attachment.medium, !disks.contains(disk) { disks.append(disk) }
        }
        let users = DiskUsers(scope: scope)
        var found: [String: String] = [:]
        for disk in disks {
            for child in try await disk.getChildren() {
                found.merge(try await users.machines(of: child)) { first, _ in first }
            }
        }
        for (id, note) in try await notes where note.template == key {
            if try await Undertakings(scope: scope).isUnderWay(note) { found[id] = note.name }
        }
        found[key] = nil
        return found
    }

    private static func refuse(_ clones: [String: String], _ consequence: String) throws {
        guard !clones.isEmpty else { return }
        let names = clones.values.sorted().joined(separator: ", ")
        throw VMFestError(
            .inUse, "\(consequence): linked clones are based on it: \(names); destroy them first")
    }
}
