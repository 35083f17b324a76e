//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// Who needs a disk: machines that have it, or have a disk that is based on it.
///
/// VirtualBox's own list of them is wrong for disks that have no differencing disks: one that was detached and attached again while
/// a snapshot had it stays in use by its machine for ever, even when that is gone, and one that was detached and came back
/// with a snapshot is in use by nobody. So all machines are asked which disks they have.
struct DiskUsage: Sendable {
    let scope: HostScope
    let host: Host

    /// What machines have in their slots; nil asks them for each disk anew.
    var slots: DisksInSlots?

    /// The machines, by name.
    func users(of medium: Medium) async throws -> [DiskInfo.User] {
        var found: [UUID: DiskInfo.User] = [:]
        var slots: DisksInSlots?
        if [.writethrough, .shareable, .readonly].contains(try await medium.getType()) {
            slots = if let known = self.slots { known } else { try await DisksInSlots(in: scope) }
        }
        try await collect(of: medium, slots, isDirect: true, &found)
        return found.values.sorted { ($0.name, $0.machine.key) < ($1.name, $1.machine.key) }
    }

    private func collect(
        of medium: Medium, _ slots: DisksInSlots?, isDirect: Bool, _ found: inout [UUID: DiskInfo.User]
    ) async throws {
        let counted = try await medium.getMachineIds()
        for key in Set(counted + (slots?.machines(with: medium) ?? [])) {
            guard let id = UUID(uuidString: key), let machine = try await scope.findMachine(key) else { continue }
            let snapshots = counted.contains(key) ? try await medium.getSnapshotIds(machineId: key) : []
            // For the machine as it is now, its own UUID is among those of its snapshots.
            let isAttached = slots?.has(medium, key) ?? snapshots.contains(key)
            guard isAttached || snapshots.contains(where: { $0 != key }) else { continue }
            let name = try? await machine.nameIfAccessible()
            var user = DiskInfo.User(
                machine: Machine(host: host, id: id), name: name ?? key, isAttached: isAttached, isDirect: isDirect)
            if let known = found[id] {
                user.isAttached = user.isAttached || known.isAttached
                user.isDirect = user.isDirect || known.isDirect
            }
            found[id] = user
        }
        for child in try await medium.getChildren() { try await collect(of: child, nil, isDirect: false, &found) }
    }

    /// Refuses to do something to a disk that anybody needs.
    func refuseUsed(_ medium: Medium, _ remedy: String = "detach it first") async throws {
        let users = try await users(of: medium)
        let attached = users.filter { $0.isAttached && $0.isDirect }
        guard attached.isEmpty else {
            throw VMFestError(.inUse, "\(Self.names(attached)); \(remedy)")
        }
        guard users.isEmpty else {
            throw VMFestError(
                .inUse,
                "disks or snapshots of \(Self.list(users)) are based on it; remove those first")
        }
        guard try await medium.getChildren().isEmpty else {
            throw VMFestError(.inUse, "other disks are based on it; remove those first")
        }
    }

    /// Refuses to do something to the base of an image.
    func refuseImage(_ id: String) async throws {
        guard let image = try await image(ofBase: id) else { return }
        throw VMFestError(.inUse, "it is the base of the image '\(image)'; 'vmfest image' looks after it")
    }

    /// The name of the image whose base it is.
    func image(ofBase id: String) async throws -> String? {
        try await ImageCatalogue(scope).records().first { $0.disk.uuidString.lowercased() == id }?.name
    }

    /// `the machines a, b have it`.
    static func names(_ users: [DiskInfo.User]) -> String {
        users.count == 1 ? "the machine \(list(users)) has it" : "the machines \(list(users)) have it"
    }

    static func list(_ users: [DiskInfo.User]) -> String { users.map(\.name).joined(separator: ", ") }
}
