//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension SpecComparison {
    /// Whether an empty drive is put into a free slot, or taken out.
    static func isDriveComingOrGoing(_ before: StorageDevice?, _ after: StorageDevice?) -> Bool {
        switch (before, after) {
        case (nil, let drive?), (let drive?, nil): drive.isEmptyDrive
        default: false
        }
    }

    /// Empty drives that come and go.
    func driveEdits(_ old: StorageController, _ new: StorageController) -> [Edit] {
        (0..<max(old.devices.count, new.devices.count)).compactMap { slot in
            let before = slot < old.devices.count ? old.devices[slot] : nil
            let after = slot < new.devices.count ? new.devices[slot] : nil
            guard Self.isDriveComingOrGoing(before, after) else { return nil }
            let key = "storage.\(old.name).devices[\(slot)]"
            if let after {
                return Edit(
                    key: key, from: nil, to: after.driveWords,
                    window: window(old, slot, isPluggable: after.hotPluggable != false),
                    make: { try await after.connect(to: $0.machine, old, slot) },
                    revert: { try await StorageDevice.disconnect(from: $0.machine, old, slot) })
            }
            guard let before else { return nil }
            return Edit(
                key: key, from: before.driveWords, to: nil,
                window: window(old, slot, isPluggable: before.hotPluggable == true),
                make: { try await StorageDevice.disconnect(from: $0.machine, old, slot) },
                revert: { try await before.connect(to: $0.machine, old, slot) })
        }
    }

    /// When a drive comes or goes: VirtualBox has to have its port already, and the drive has to be one that can be parted.
    private func window(_ controller: StorageController, _ slot: Int, isPluggable: Bool) -> Window {
        let port = Int(controller.bus.position(ofSlot: slot).port)
        let isThere = controller.ports.map { port < $0 } ?? true
        return controller.bus.isHotPluggable && isPluggable && isThere
            ? PartWindows.pluggableDrives : PartWindows.otherDrives
    }
}

extension StorageController.Bus {
    /// Whether devices can be connected to it and parted from it while the machine runs.
    var isHotPluggable: Bool { self == .sata || self == .usb }
}

extension StorageDevice {
    /// Whether it is a drive with nothing in it.
    fileprivate var isEmptyDrive: Bool { content == .dvd(nil) || content == .floppy(nil) }

    fileprivate var driveWords: String { content == .dvd(nil) ? "dvd" : "floppy" }

    /// Connects the drive, with what is said of it.
    fileprivate func connect(
        to machine: VirtualBoxAPI.Machine, _ controller: StorageController, _ slot: Int
    ) async throws {
        var options = self
        // What comes while the machine runs can be parted from it again, and VirtualBox takes no word about it.
        if try await MachinePhase(machine.getState()).hasProcess { options.hotPluggable = nil }
        try await Attachment(
            controller, slot: slot, type: content == .dvd(nil) ? .dvd : .floppy, medium: nil, options: options
        ).attach(to: machine)
    }

    fileprivate static func disconnect(
        from machine: VirtualBoxAPI.Machine, _ controller: StorageController, _ slot: Int
    ) async throws {
        let place = controller.bus.position(ofSlot: slot)
        try await machine.detachDevice(name: controller.name, controllerPort: place.port, device: place.device)
    }
}
