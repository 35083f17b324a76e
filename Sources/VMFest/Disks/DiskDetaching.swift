//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Parts a disk from a machine that is locked.
struct DiskDetaching: Sendable {
    let scope: HostScope
    let disk: Disk

    /// - Returns: whether the machine had it.
    func detach(from machine: VirtualBoxAPI.Machine, _ access: DriveAccess) async throws -> Bool {
        let attaching = try await DiskAttaching(disk, in: scope)
        let map = try await SlotMap(of: machine)
        guard let own = try await attaching.connection(in: map), let attached = own.medium else { return false }
        let isDirect = attached == attaching.medium
        if !isDirect { try await refuseSnapshots(of: machine, attaching) }
        if access == .running { try refuseFixed(own, map) }
        try Task.checkCancellation()
        try await uncancelled {
            try await machine.detachDevice(name: own.controller, controllerPort: own.port, device: own.device)
            try await machine.saveSettings()
            if !isDirect { try await remove(attached) }
        }
        return true
    }

    /// What the machine wrote since a snapshot is in a disk of the machine's, and would be lost.
    private func refuseSnapshots(of machine: VirtualBoxAPI.Machine, _ attaching: DiskAttaching) async throws {
        guard try await machine.getCurrentSnapshot() != nil else { return }
        throw VMFestError(
            .inUse,
            "the machine has snapshots, and what it wrote since is not on the disk itself; remove the snapshots first")
    }

    private func refuseFixed(_ own: MediumAttachment, _ map: SlotMap) throws {
        guard map.controller(own.controller)?.isHotPluggable == true, own.hotPluggable else {
            let slot = map.slot(of: own).map { "\($0)" } ?? own.controller
            throw VMFestError(
                .invalidState,
                "the machine runs, and what is at \(slot) can not be parted from it meanwhile; stop it first")
        }
    }

    /// Deletes the disk that held what the machine wrote beside an immutable or a multi-attach one.
    private func remove(_ differencing: Medium) async throws {
        do {
            guard try await differencing.getMachineIds().isEmpty, try await differencing.getChildren().isEmpty else {
                return
            }
            try await scope.finish(differencing.deleteStorage(), of: "IMedium_deleteStorage")
        } catch let error as VirtualBoxError where error.isClosedMedium {
            // VirtualBox did so by itself.
        }
    }
}
