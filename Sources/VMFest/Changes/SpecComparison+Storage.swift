//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension SpecComparison {
    /// Controllers that come, change and go; what is in their slots stays.
    func storageEdits() -> [Edit] {
        let (old, new) = (present.storage, wanted.storage)
        let removed = old.filter { controller in !new.contains { $0.name == controller.name } }
        return removed.map(Self.removal)
            + new.flatMap { controller -> [Edit] in
                guard let known = old.first(where: { $0.name == controller.name }) else {
                    return [addition(controller)]
                }
                return ControllerAttributes.rows.edits(from: known, to: controller, at: "storage.\(known.name).") {
                    try await $0.controller(known.name)
                } + slotEdits(known, controller) + driveEdits(known, controller)
            }
    }

    private func addition(_ controller: StorageController) -> Edit {
        Edit(
            key: "storage.\(controller.name)", from: nil, to: controller.bus.rawValue, window: PartWindows.storage,
            make: { try await $0.machine.add(controller, boot: BootDisk(controller: "", slot: 0)) },
            revert: { try await $0.machine.removeStorageController(name: controller.name) })
    }

    private static func removal(_ controller: StorageController) -> Edit {
        Edit(
            key: "storage.\(controller.name)", from: controller.bus.rawValue, to: nil, window: PartWindows.storage,
            make: { access in
                // VirtualBox would part the machine from them.
                guard try await access.machine.getMediumAttachmentsOfController(name: controller.name).isEmpty else {
                    throw VMFestError(
                        .inUse,
                        "something is in a slot of the storage controller '\(controller.name)'; take it out first"
                    )
                }
                try await access.machine.removeStorageController(name: controller.name)
            },
            revert: { try await $0.machine.add(controller, boot: BootDisk(controller: "", slot: 0)) })
    }

    /// How what is in the slots is used.
    private func slotEdits(_ old: StorageController, _ new: StorageController) -> [Edit] {
        zip(old.devices, new.devices).enumerated().flatMap { slot, devices -> [Edit] in
            guard let before = devices.0, let after = devices.1, before.content == after.content else { return [] }
            return SlotAttributes.rows.edits(from: before, to: after, at: "storage.\(old.name).devices[\(slot)].") {
                let place = old.bus.position(ofSlot: slot)
                let machine = $0.machine
                let attachment = try await machine.getMediumAttachment(
                    name: old.name, controllerPort: place.port, device: place.device)
                return SlotAccess(
                    machine: machine, controller: old.name, port: place.port, device: place.device,
                    attachment: attachment)
            }
        }
    }

    /// What of the disks and drives is wanted otherwise, and is not changed so.
    func storageProblems() -> [SpecProblem] {
        var problems: [SpecProblem] = []
        for old in present.storage where !wanted.storage.contains(where: { $0.name == old.name }) {
            guard old.devices.contains(where: { $0 != nil }) || hasImage && present.bootDisk.controller == old.name
            else { continue }
            problems.append(
                SpecProblem(
                    "storage.\(old.name)", "is to go, and something is in its slots; \(Self.advice)"))
        }
        for new in wanted.storage {
            let old = present.storage.first { $0.name == new.name }
            if let old, old.bus != new.bus {
                problems.append(
                    SpecProblem("storage.\(new.name).bus", "is \(old.bus.rawValue), and stays what it is"))
            }
            for slot in 0..<max(old?.devices.count ?? 0, new.devices.count) {
                let before = slot < old?.devices.count ?? 0 ? old?.devices[slot] : nil
                let after = slot < new.devices.count ? new.devices[slot] : nil
                guard before?.content != after?.content, !Self.isDriveComingOrGoing(before, after) else { continue }
                problems.append(
                    SpecProblem("storage.\(new.name).devices[\(slot)]", "is not what is in the slot; \(Self.advice)"))
            }
        }
        let (old, new) = (present.bootDisk, wanted.bootDisk)
        if hasImage,
            old.controller != new.controller || old.slot != new.slot || new.size.map({ $0 != old.size }) == true
        {
            problems.append(SpecProblem("bootDisk", "stays what it is; \(Self.advice)"))
        }
        return problems
    }

    static let advice = "disks and discs are changed with 'vmfest disk' and 'vmfest dvd'"
}

extension MachineAccess {
    fileprivate func controller(_ name: String) async throws -> ControllerAccess {
        ControllerAccess(
            machine: machine, controller: try await machine.getStorageControllerByName(name: name), name: name)
    }
}
