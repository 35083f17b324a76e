//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// The disk of a machine that an image is made of: as it is now, or as it was when a snapshot was taken.
struct MachineImageDisk: Sendable {
    let medium: Medium

    /// VirtualBox's name of the guest's operating system.
    let osType: String

    /// Where the image comes from, for people.
    let source: String

    /// Finds the first hard disk.
    ///
    /// Nobody writes to what a snapshot has, so the machine may do anything meanwhile.
    init(of machine: VirtualBoxAPI.Machine, at snapshot: String?) async throws {
        let name = try await machine.getName()
        guard let snapshot else {
            guard [.off, .aborted].contains(MachinePhase(try await machine.getState())) else {
                throw VMFestError(
                    .invalidState,
                    "the machine '\(name)' is not switched off; stop it first, or make the image of a snapshot of it")
            }
            try await self.init(machine, from: "machine \(name)")
            return
        }
        let node: SnapshotTree.Node
        do {
            node = try await SnapshotTree(of: machine).node(snapshot)
        } catch var error as VMFestError {
            error.message = "the machine '\(name)': \(error.message)"
            throw error
        }
        try await self.init(
            node.remote.getMachine(), from: "machine \(name), snapshot \(node.snapshot.name)")
        guard try await ![.writethrough, .shareable].contains(medium.getType()) else {
            throw VMFestError(
                .notSupported,
                "snapshots do not cover the first disk of the machine '\(name)', since it is write-through or shareable"
            )
        }
    }

    private init(_ machine: VirtualBoxAPI.Machine, from source: String) async throws {
        guard let medium = try await machine.getMediumAttachments().first(where: { $0.type == .hardDisk })?.medium
        else {
            throw VMFestError(.notSupported, "there is no hard disk in: \(source)")
        }
        self.medium = medium
        self.source = source
        osType = try await machine.getOSTypeId()
    }
}
