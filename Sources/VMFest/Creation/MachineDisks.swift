//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Opens and makes what goes into a new machine's slots.
struct MachineDisks {
    let scope: HostScope
    let name: String
    let spec: MachineSpec
    let image: Image?
    let folder: HostPath
    let deadline: Deadline

    /// The UUIDs of the media that are used and not the machine's own.
    private(set) var usedMedia: [String] = []

    init(scope: HostScope, name: String, spec: MachineSpec, image: Image?, folder: HostPath, deadline: Deadline) {
        self.scope = scope
        self.name = name
        self.spec = spec
        self.image = image
        self.folder = folder
        self.deadline = deadline
    }

    /// Everything that is to be attached, ready to be.
    mutating func prepare(_ undo: inout Undo) async throws -> [Attachment] {
        var attachments: [Attachment] = []
        if let image, let controller = spec.storage.first(where: { $0.name == spec.bootDisk.controller }) {
            let disk = try await bootDisk(on: image, &undo)
            attachments.append(Attachment(controller, slot: spec.bootDisk.slot, type: .hardDisk, medium: disk))
        }
        for controller in spec.storage {
            for (slot, device) in controller.devices.enumerated() {
                guard let device else { continue }
                try Task.checkCancellation()
                let (type, medium) = try await medium(for: device, controller: controller, slot: slot, &undo)
                attachments.append(Attachment(controller, slot: slot, type: type, medium: medium))
            }
        }
        return attachments
    }

    /// The machine's own disk, which holds what differs from the image.
    private mutating func bootDisk(on image: Image, _ undo: inout Undo) async throws -> Medium {
        let disk = try await newMedium("\(name).vdi", &undo)
        let base = try await ImageBase(scope: scope, path: image.path).makeDisk(disk, &undo)
        usedMedia.append(base)
        return disk
    }

    private mutating func medium(
        for device: StorageDevice, controller: StorageController, slot: Int, _ undo: inout Undo
    ) async throws -> (DeviceType, Medium?) {
        switch device {
        case .dvd(nil): return (.dvd, nil)
        case .floppy(nil): return (.floppy, nil)
        case .dvd(let path?): return (.dvd, try await open(path, .dvd, .readOnly, &undo))
        case .floppy(let path?): return (.floppy, try await open(path, .floppy, .readWrite, &undo))
        case .disk(let path): return (.hardDisk, try await open(path, .hardDisk, .readWrite, &undo))
        case .newDisk(let size):
            // By number: a controller's name may be anything, and two of them alike but for what a file name takes.
            let number = spec.storage.firstIndex(of: controller) ?? 0
            let disk = try await newMedium("\(name)-\(number)-\(slot).vdi", &undo)
            let progress = try await disk.createBaseStorage(logicalSize: size.bytes, variant: [.standard])
            try await scope.finish(progress, of: "IMedium_createBaseStorage", until: deadline)
            return (.hardDisk, disk)
        }
    }

    /// A disk object without storage, in the machine's folder. Undoing deletes the storage that it got meanwhile.
    private func newMedium(_ file: String, _ undo: inout Undo) async throws -> Medium {
        let path = folder.file(file).text
        let disk = try await scope.box.createMedium(
            format: "VDI", location: path, accessMode: .readWrite, aDeviceTypeType: .hardDisk)
        let id = try await disk.getId()
        undo.add("the disk \(path)") { scope in
            try await MediumLibrary(scope).deleteIfUnused(id)
        }
        return disk
    }

    private mutating func open(
        _ path: String, _ type: DeviceType, _ mode: AccessMode, _ undo: inout Undo
    ) async throws -> Medium {
        let (medium, id) = try await MediumLibrary(scope).open(path, type, mode)
        undo.add("the entry of \(path)") { scope in
            try await MediumLibrary(scope).forgetIfUnused(id)
        }
        usedMedia.append(id)
        return medium
    }
}
