//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Reads a machine's storage controllers, and what is in their slots.
struct StorageReading: Sendable {
    /// What was found.
    struct Found: Sendable {
        var controllers: [StorageController] = []
        var bootDisk = MachineSpec().bootDisk
        var image: String?
        var omissions: [SpecOmission] = []
    }

    let scope: HostScope
    let machine: VirtualBoxAPI.Machine
    let folder: HostPath

    func run() async throws -> Found {
        let dataDisks = try await DiskCatalogue(scope).records()
        async let attachments = machine.getMediumAttachments()
        let remotes = try await machine.getStorageControllers().concurrentMap { remote in
            async let name = remote.getName()
            async let bus = remote.getBus()
            return try await (remote: remote, name: name, bus: bus)
        }
        let occupied = try await attachments
        var found = Found()
        for (remote, name, type) in remotes {
            guard let bus = StorageController.Bus(type) else {
                let reason = "VirtualBox has the bus '\(type)', for which a spec has no word"
                found.omissions.append(SpecOmission("storage.\(name)", reason))
                continue
            }
            var controller = StorageController(name: name, bus: bus)
            let place = "storage[\(found.controllers.count)]"
            let access = ControllerAccess(machine: machine, controller: remote, name: name)
            found.omissions += try await ControllerAttributes.rows.read(access, scope.version)
                .store(into: &controller, at: place + ".")
            let slots = try await occupied.filter { $0.controller == name }.concurrentMap { attachment in
                (attachment, try await device(in: attachment, beside: dataDisks))
            }
            for (attachment, reading) in slots {
                guard let slot = bus.slot(port: attachment.port, device: attachment.device) else {
                    let reason = "the host says that something is at port \(attachment.port), which no controller has"
                    found.omissions.append(SpecOmission(place, reason))
                    continue
                }
                found.take(reading, at: slot, of: &controller, place)
            }
            found.controllers.append(controller)
        }
        return found
    }

    private func device(
        in attachment: MediumAttachment, beside dataDisks: [String: DiskRecord]
    ) async throws -> SlotReading {
        let slot = SlotAccess(
            machine: machine, controller: attachment.controller, port: attachment.port, device: attachment.device,
            attachment: attachment)
        async let options = SlotAttributes.rows.read(slot, scope.version)
        var reading = try await content(of: attachment, beside: dataDisks)
        if attachment.passthrough { reading.notes.append("the guest drives the host's drive itself") }
        if var device = reading.device {
            _ = try await options.store(into: &device)
            if device.bandwidthGroup?.isEmpty == true { device.bandwidthGroup = nil }
            reading.device = device
        }
        return reading
    }

    private func content(
        of attachment: MediumAttachment, beside dataDisks: [String: DiskRecord]
    ) async throws -> SlotReading {
        guard let medium = attachment.medium else {
            return SlotReading(device: attachment.type == .floppy ? .floppy() : .dvd())
        }
        let path = try await medium.getLocation()
        guard attachment.type == .hardDisk else {
            let isFloppy = attachment.type == .floppy
            guard try await !medium.getHostDrive() else {
                return SlotReading(
                    device: isFloppy ? .floppy() : .dvd(), notes: ["the host's drive '\(path)' is connected to it"])
            }
            return SlotReading(device: isFloppy ? .floppy(path) : .dvd(path))
        }
        return try await DiskOrigin(medium: medium, path: path, folder: folder, dataDisks: dataDisks).reading()
    }
}

/// What was found in a slot.
struct SlotReading: Sendable {
    /// Nil for a disk that a spec has no word for, or that stands in `bootDisk`.
    var device: StorageDevice?

    /// The image that the disk is based on, and the disk's size where that is more.
    var base: (path: String, size: DataSize?)?

    /// What is left out.
    var notes: [String] = []
}

extension StorageReading.Found {
    /// Puts a device into its slot; the first disk on an image is the boot disk, whose slot stays empty.
    mutating func take(_ reading: SlotReading, at slot: Int, of controller: inout StorageController, _ place: String) {
        let place = "\(place).devices[\(slot)]"
        omissions += reading.notes.map { SpecOmission(place, $0) }
        if let base = reading.base {
            if image == nil {
                image = base.path
                bootDisk = BootDisk(controller: controller.name, slot: slot, size: base.size)
            } else {
                omissions.append(
                    SpecOmission(place, "a second disk on an image, '\(base.path)'; a spec can have one"))
            }
        }
        guard let device = reading.device else { return }
        while controller.devices.count <= slot { controller.devices.append(nil) }
        controller.devices[slot] = device
    }
}
