//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// The DVD drives of a machine that is locked.
struct DiscDrives: Sendable {
    let scope: HostScope
    let machine: VirtualBoxAPI.Machine
    let map: SlotMap
    let access: DriveAccess

    /// A drive.
    private struct Drive: Sendable {
        let slot: StorageSlot
        let attachment: MediumAttachment
        /// The path of the disc in it; nil for an empty one.
        let path: String?
        /// Whether the disc is the one for the guest's first boot.
        let isSeed: Bool
    }

    init(of machine: VirtualBoxAPI.Machine, in scope: HostScope, _ access: DriveAccess) async throws {
        self.scope = scope
        self.machine = machine
        self.access = access
        map = try await SlotMap(of: machine)
    }

    /// Puts a disc into a drive; the machine gets one where it has none but for that with the disc for its first boot.
    func insert(_ path: String, at wanted: StorageSlot?, force isForced: Bool) async throws -> StorageSlot {
        guard HostPath(path).isAbsolute else {
            throw VMFestError(.invalidArgument, "'\(path)' is no absolute path of the host")
        }
        let drives = try await drives()
        if let same = drives.first(where: { $0.path == path && (wanted == nil || wanted == $0.slot) }) {
            return same.slot
        }
        let drive = try drive(for: wanted, among: drives)
        let slot = try drive?.slot ?? wanted ?? map.free(for: .dvd(), whileRunning: access == .running)
        if drive == nil { try map.check(slot, for: .dvd(), whileRunning: access == .running) }
        let (medium, id) = try await MediumLibrary(scope).open(path, .dvd, .readOnly)
        do {
            try Task.checkCancellation()
            try await uncancelled {
                if let drive {
                    try await mount(medium, in: drive, force: isForced)
                } else {
                    if access == .off { try await map.makeRoom(for: slot) }
                    let bus = map.controller(slot.controller)?.bus ?? .sata
                    let (port, device) = bus.position(ofSlot: slot.slot)
                    try await machine.attach(medium, .dvd, to: slot.controller, port: port, device: device)
                }
                try await note(id)
                try await machine.saveSettings()
            }
        } catch {
            let described = await scope.describe(error)
            try? await uncancelled { try await MediumLibrary(scope).forgetIfUnused(id) }
            throw described
        }
        if let old = drive?.attachment.medium { try await forget(old) }
        return slot
    }

    /// Empties a drive; that it is empty is success.
    func eject(at wanted: StorageSlot?, force isForced: Bool) async throws {
        let drives = try await drives()
        let full = drives.filter { $0.path != nil && (wanted == nil ? !$0.isSeed : $0.slot == wanted) }
        if let wanted, !drives.contains(where: { $0.slot == wanted }) {
            throw VMFestError(.invalidArgument, "it has no DVD drive at \(wanted); \(Self.list(drives))")
        }
        guard full.count <= 1 else {
            throw VMFestError(.ambiguousName, "name the slot: \(Self.list(full))")
        }
        guard let drive = full.first, let medium = drive.attachment.medium else { return }
        try await uncancelled {
            try await mount(nil, in: drive, force: isForced)
            try await machine.saveSettings()
        }
        try await forget(medium)
    }

    private func drives() async throws -> [Drive] {
        try await map.attachments.filter { $0.type == .dvd }.concurrentMap { attachment -> Drive? in
            guard let slot = map.slot(of: attachment) else { return nil }
            let path = try await attachment.medium?.getLocation()
            return Drive(
                slot: slot, attachment: attachment, path: path,
                isSeed: path.map { HostPath($0).name == FirstBoot.file } ?? false)
        }.compactMap(\.self)
    }

    /// The drive that a disc goes into; nil for a new one.
    private func drive(for wanted: StorageSlot?, among drives: [Drive]) throws -> Drive? {
        if let wanted {
            if let drive = drives.first(where: { $0.slot == wanted }) { return drive }
            return nil
        }
        if let empty = drives.first(where: { $0.path == nil }) { return empty }
        let others = drives.filter { !$0.isSeed }
        guard others.isEmpty else {
            throw VMFestError(
                .inUse, "there is no empty drive: \(Self.list(others)); eject that disc first, or name the slot")
        }
        return nil
    }

    private func mount(_ medium: Medium?, in drive: Drive, force isForced: Bool) async throws {
        do {
            try await machine.mountMedium(
                name: drive.attachment.controller, controllerPort: drive.attachment.port,
                device: drive.attachment.device, medium: medium, force: isForced)
        } catch let error as VirtualBoxError where access == .running && !isForced && error.isDefinite {
            guard let described = await scope.describe(error) as? VirtualBoxError else { throw error }
            var failure = VMFestError(described)
            failure.code = .inUse
            failure.message =
                "the guest does not let go of the disc at \(drive.slot): unmount it there, or force it; \(error.message)"
            throw failure
        }
    }

    /// Notes that the disc is to be forgotten with the machine, where VMFest made that.
    private func note(_ id: String) async throws {
        guard try await !machine.getExtraData(key: MachineMarks.key).isEmpty else { return }
        var marks = try await MachineMarks(of: machine, logger: scope.service.logger)
        guard !marks.media.contains(id) else { return }
        marks.media.append(id)
        try await marks.write(to: machine)
    }

    private func forget(_ medium: Medium) async throws {
        do {
            try await MediumLibrary(scope).forgetIfUnused(medium.getId())
        } catch let error as VirtualBoxError where error.isClosedMedium {
            return
        }
    }

    private static func list(_ drives: [Drive]) -> String {
        let texts = drives.map { "\($0.slot) has \($0.path.map { "'\($0)'" } ?? "no disc")" }
        return texts.isEmpty ? "it has no drive" : texts.joined(separator: ", ")
    }
}
