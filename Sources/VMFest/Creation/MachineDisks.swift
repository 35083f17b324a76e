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
    let image: BootImage?
    let size: Size?
    let folder: HostPath
    let deadline: Deadline

    /// The UUIDs of the media that are used and not the machine's own.
    private(set) var usedMedia: [String] = []

    init(
        scope: HostScope, name: String, spec: MachineSpec, image: BootImage?, size: Size?, folder: HostPath,
        deadline: Deadline
    ) {
        self.scope = scope
        self.name = name
        self.spec = spec
        self.image = image
        self.size = size
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
                if case .disk(let name) = device.content, ImageCatalogue.isName(name) {
                    let disk = try await DiskSearch(scope: scope).dataDisk(name)
                    try await disk.refuse(beside: "")
                    attachments.append(Attachment(controller, slot: slot, disk, options: device))
                    continue
                }
                let (type, medium) = try await medium(for: device, controller: controller, slot: slot, &undo)
                attachments.append(
                    Attachment(controller, slot: slot, type: type, medium: medium, options: device))
            }
        }
        return attachments
    }

    /// The machine's own disk, which holds what differs from the image.
    private mutating func bootDisk(on image: BootImage, _ undo: inout Undo) async throws -> Medium {
        let library = MediumLibrary(scope)
        return try await library.openingAnew {
            try await library.withTurn {
                // In this order: undone last first, the disk goes before the image that it is based on is forgotten.
                let base = try await open(image.path, .hardDisk, .readOnly, &undo)
                let capacity = try await base.getLogicalSize()
                let imageBase = ImageBase(scope: scope, medium: base, path: image.path)
                if let size = try image.diskSize(spec, size, capacity: capacity) {
                    try await imageBase.protect()
                    return try await GrownDisk(
                        scope: scope, base: base, baseCapacity: capacity, path: folder.file("\(name).vdi"),
                        capacity: size
                    ).make(&undo)
                }
                return try await newDisk("\(name).vdi", &undo) { disk in try await imageBase.makeDisk(disk) }
            }
        }
    }

    private mutating func medium(
        for device: StorageDevice, controller: StorageController, slot: Int, _ undo: inout Undo
    ) async throws -> (DeviceType, Medium?) {
        switch device.content {
        case .dvd(nil): return (.dvd, nil)
        case .floppy(nil): return (.floppy, nil)
        case .dvd(let path?): return (.dvd, try await open(path, .dvd, .readOnly, &undo))
        case .floppy(let path?): return (.floppy, try await open(path, .floppy, .readWrite, &undo))
        case .disk(let path): return (.hardDisk, try await open(path, .hardDisk, .readWrite, &undo))
        case .newDisk(let size):
            // By number: a controller's name may be anything, and two of them alike but for what a file name takes.
            let number = spec.storage.firstIndex(of: controller) ?? 0
            let disk = try await newDisk("\(name)-\(number)-\(slot).vdi", &undo) { disk in
                let progress = try await disk.createBaseStorage(logicalSize: size.inSectors.bytes, variant: [.standard])
                try await scope.finish(progress, of: "IMedium_createBaseStorage", until: deadline)
            }
            return (.hardDisk, disk)
        }
    }

    /// Attaches a device; a disc or disk that VirtualBox forgot meanwhile, since another machine that had it was
    /// destroyed, is opened anew.
    mutating func attach(
        _ attachment: Attachment, to machine: VirtualBoxAPI.Machine, _ undo: inout Undo
    ) async throws {
        guard let path = attachment.options?.path else { return try await attachment.attach(to: machine) }
        var attachment = attachment
        var isOpen = true
        try await MediumLibrary(scope).openingAnew {
            if !isOpen {
                let mode: AccessMode = attachment.type == .dvd ? .readOnly : .readWrite
                attachment.medium = try await open(path, attachment.type, mode, &undo)
            }
            isOpen = false
            try await attachment.attach(to: machine)
        }
    }

    /// A disk in the machine's folder.
    ///
    /// Undoing deletes the storage that it got, also when making it failed.
    private func newDisk(
        _ file: String, _ undo: inout Undo, _ makeStorage: (Medium) async throws -> Void
    ) async throws -> Medium {
        let path = folder.file(file).text
        let disk = try await scope.box.createMedium(
            format: "VDI", location: path, accessMode: .readWrite, aDeviceTypeType: .hardDisk)
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await makeStorage(disk)) } catch { outcome = .failure(error) }
        // The UUID comes with the storage; before, it is all zeros.
        if let id = await uncancelled({ try? await disk.getId() }), id.contains(where: { $0 != "0" && $0 != "-" }) {
            undo.add("the disk \(path)") { scope in
                try await MediumLibrary(scope).deleteIfUnused(id)
            }
        }
        try outcome.get()
        return disk
    }

    private mutating func open(
        _ path: String, _ type: DeviceType, _ mode: AccessMode, _ undo: inout Undo
    ) async throws -> Medium {
        let (medium, id) = try await MediumLibrary(scope).open(path, type, mode)
        undo.add("the entry of \(path)") { scope in
            try await MediumLibrary(scope).forgetIfUnused(id)
        }
        if !usedMedia.contains(id) { usedMedia.append(id) }
        return medium
    }
}

extension StorageDevice {
    /// The file of the host that is in it.
    fileprivate var path: String? {
        switch content {
        case .disk(let path), .dvd(let path?), .floppy(let path?): path
        case .newDisk, .dvd(nil), .floppy(nil): nil
        }
    }
}
