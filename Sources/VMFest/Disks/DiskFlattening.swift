//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Logging
import VirtualBox
import VirtualBoxAPI

/// Puts a whole, larger disk in the place of a machine's disk on an image.
///
/// VirtualBox resizes a differencing disk, too, but has every write behind its base's end fail afterwards.
struct DiskFlattening: Sendable {
    let editing: DiskEditing

    /// The size as the guest sees it, in bytes.
    let capacity: Int64

    private var scope: HostScope { editing.scope }

    /// - Returns: the new disk; nothing is left of it when it fails.
    func run() async throws -> Disk {
        let base = try await editing.medium.getBase().getId()
        if let record = try await DiskCatalogue(scope).record(base) {
            throw VMFestError(
                .inUse,
                "it holds what a machine writes beside the data disk '\(record.name)'; clone it, and grow the clone")
        }
        let users = try await editing.usage.users(of: editing.medium)
        guard users.count == 1, let user = users.first, user.isAttached else {
            throw VMFestError(
                .inUse, "it is based on another disk, and no machine has it as it is now; clone it, and grow the clone")
        }
        let host = editing.disk.host
        return try await user.machine.changingDrives("grow the disk", until: .within(.seconds(30))) {
            scope, machine, access in
            guard access == .off else {
                throw VMFestError(.invalidState, "the machine \(user.name) runs; stop it first")
            }
            guard try await machine.getCurrentSnapshot() == nil else {
                throw VMFestError(.inUse, "the machine \(user.name) has snapshots; remove those first")
            }
            let old = try await DiskEditing(editing.disk, in: scope)
            let id = try await Self.replace(old, of: machine, capacity: capacity)
            return try Disk(host: host, key: id)
        }
    }

    private static func replace(
        _ old: DiskEditing, of machine: VirtualBoxAPI.Machine, capacity: Int64
    ) async throws -> String {
        let scope = old.scope
        let attachments = try await machine.getMediumAttachments()
        guard let place = attachments.first(where: { $0.medium == old.medium }) else {
            throw VMFestError(.inUse, "the machine has another disk by now")
        }
        let path = HostPath(try await old.medium.getLocation())
        let target = try await Self.target(beside: path, in: scope)
        let disk = try await scope.box.createMedium(
            format: DiskFormat.vdi.rawValue, location: target.text, accessMode: .readWrite, aDeviceTypeType: .hardDisk)
        do {
            let copying = try await MediumLibrary(scope).copy(old.medium, to: disk, [.standard])
            try await old.finish(copying, of: "IMedium_cloneTo", "grow")
            let growing = try await disk.resize(logicalSize: capacity)
            try await old.finish(growing, of: "IMedium_resize", "grow")
            try Task.checkCancellation()
            try await uncancelled { try await swap(old.medium, for: disk, at: place, of: machine, scope) }
            return try await disk.getId()
        } catch {
            throw await undone(await scope.describe(error), disk, at: target, scope)
        }
    }

    /// A file that is not there yet.
    private static func target(beside path: HostPath, in scope: HostScope) async throws -> HostPath {
        let files = try await HostFolder(scope: scope, path: path.folder).files() ?? []
        var number = 1
        while files.contains("\(path.stem)-whole-\(number).vdi") { number += 1 }
        return path.folder.file("\(path.stem)-whole-\(number).vdi")
    }

    private static func swap(
        _ old: Medium, for disk: Medium, at place: MediumAttachment, of machine: VirtualBoxAPI.Machine,
        _ scope: HostScope
    ) async throws {
        func slot(_ attachment: MediumAttachment?) -> SlotAccess {
            SlotAccess(
                machine: machine, controller: place.controller, port: place.port, device: place.device,
                attachment: attachment)
        }
        var options = StorageDevice.disk("/")
        _ = try await SlotAttributes.rows.read(slot(place), scope.version).store(into: &options)
        try await machine.detachDevice(name: place.controller, controllerPort: place.port, device: place.device)
        try await machine.attach(disk, .hardDisk, to: place.controller, port: place.port, device: place.device)
        try await SlotAttributes.rows.write(options, to: slot(nil))
        try await machine.saveSettings()
        // From here on the machine has the new one.
        do {
            try await scope.finish(old.deleteStorage(), of: "IMedium_deleteStorage")
        } catch {
            scope.service.logger.warning("a machine's old disk stays", metadata: ["error": "\(error)"])
        }
    }

    private static func undone(
        _ error: any Error, _ disk: Medium, at target: HostPath, _ scope: HostScope
    ) async -> any Error {
        guard let id = await uncancelled({ try? await disk.getId() }), id.contains(where: { $0 != "0" && $0 != "-" })
        else { return error }
        var undo = Undo()
        undo.add("the disk \(target.text)") { scope in try await MediumLibrary(scope).deleteIfUnused(id) }
        return VMFestError.adding(await undo.run(on: scope.service), to: error)
    }
}
