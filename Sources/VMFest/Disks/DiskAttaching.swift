//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Connects a disk to a machine that is locked.
struct DiskAttaching: Sendable {
    let scope: HostScope
    let disk: Disk
    let medium: Medium

    /// The type that the disk shall have.
    let type: DiskType?

    init(_ disk: Disk, in scope: HostScope) async throws {
        let editing = try await DiskEditing(disk, in: scope)
        self.scope = scope
        self.disk = disk
        medium = editing.medium
        if let record = editing.record {
            type = record.type
        } else {
            type = DiskType(try await medium.getType())
        }
    }

    /// - Returns: the slot that it is in.
    func attach(
        to machine: VirtualBoxAPI.Machine, id key: String, at wanted: StorageSlot?, _ access: DriveAccess
    ) async throws -> StorageSlot {
        let map = try await SlotMap(of: machine)
        if let own = try await connection(in: map), let slot = map.slot(of: own) {
            guard wanted == nil || wanted == slot else {
                throw VMFestError(.inUse, "the machine has the disk already, at \(slot); detach it first")
            }
            return slot
        }
        try await refuse(beside: key)
        let isRunning = access == .running
        if let wanted { try map.check(wanted, for: .disk("/"), whileRunning: isRunning) }
        let slot = try wanted ?? map.free(for: .disk("/"), whileRunning: isRunning)
        try await makeMultiAttach(by: machine, access) { [self] in
            try await connect(to: machine, at: slot, map, access)
        } disconnect: { [self] in
            try await disconnect(from: machine, at: slot, map)
        }
        try Task.checkCancellation()
        // Attached and not saved, the disk of a machine that runs would be nobody's when that is switched off.
        try await uncancelled {
            try await connect(to: machine, at: slot, map, access)
            try await machine.saveSettings()
            do {
                // Another program may have connected it to another machine in this moment.
                try await refuse(beside: key)
            } catch {
                try? await disconnect(from: machine, at: slot, map)
                try? await machine.saveSettings()
                throw error
            }
        }
        return slot
    }

    /// The machine's own way to the disk: to the disk itself, or to one that is based on it.
    func connection(in map: SlotMap) async throws -> MediumAttachment? {
        for attachment in map.attachments where attachment.type == .hardDisk {
            guard let attached = attachment.medium else { continue }
            if attached == medium { return attachment }
            if try await attached.getBase() == medium { return attachment }
        }
        return nil
    }

    /// Refuses a disk that another machine has, unless its type lets several have it; and the base of an image.
    func refuse(beside key: String) async throws {
        let usage = DiskUsage(scope: scope, host: disk.host)
        try await usage.refuseImage(disk.key)
        switch type {
        case .shareable, .multiAttach, .immutable: return
        default: break
        }
        let others = try await usage.users(of: medium).filter {
            $0.machine.key != key && ($0.isAttached || !$0.isDirect)
        }
        guard others.isEmpty else {
            throw VMFestError(
                .inUse,
                "\(DiskUsage.names(others)); detach it there first, or let several machines have it, as disks of the"
                    + " types shareable, multi-attach and immutable do")
        }
    }

    /// Sees to the type multi-attach.
    ///
    /// VirtualBox attaches a disk of it only if it is in the registry of a machine: one that a machine has had since. With the last machine that had it, it leaves all of them.
    func makeMultiAttach(
        by machine: VirtualBoxAPI.Machine, _ access: DriveAccess,
        _ connect: @escaping @Sendable () async throws -> Void,
        disconnect: @escaping @Sendable () async throws -> Void
    ) async throws {
        guard type == .multiAttach else { return }
        let present = try await medium.getType()
        let users = try await DiskUsage(scope: scope, host: disk.host).users(of: medium)
        guard present != .multiAttach || users.isEmpty else { return }
        guard access == .off else {
            throw VMFestError(
                .invalidState,
                "the machine runs, and the first one that gets a multi-attach disk has to be off for that; stop it first"
            )
        }
        try await uncancelled {
            if present == .multiAttach { try await medium.setType(.normal) }
            let outcome: Result<Void, any Error>
            do {
                try await connect()
                outcome = .success(try await machine.saveSettings())
            } catch {
                outcome = .failure(error)
            }
            do { try await disconnect() } catch { try outcome.get() }
            try await machine.saveSettings()
            try outcome.get()
            try await medium.setType(.multiAttach)
        }
    }

    private func connect(
        to machine: VirtualBoxAPI.Machine, at slot: StorageSlot, _ map: SlotMap, _ access: DriveAccess
    ) async throws {
        guard let controller = map.controller(slot.controller) else { return }
        if access == .off { try await map.makeRoom(for: slot) }
        let (port, device) = controller.bus.position(ofSlot: slot.slot)
        try await machine.attach(medium, .hardDisk, to: slot.controller, port: port, device: device)
        if access == .off, controller.isHotPluggable {
            try await machine.setHotPluggableForDevice(
                name: slot.controller, controllerPort: port, device: device, hotPluggable: true)
        }
    }

    private func disconnect(
        from machine: VirtualBoxAPI.Machine, at slot: StorageSlot, _ map: SlotMap
    ) async throws {
        guard let controller = map.controller(slot.controller) else { return }
        let (port, device) = controller.bus.position(ofSlot: slot.slot)
        try await machine.detachDevice(name: slot.controller, controllerPort: port, device: device)
    }
}
