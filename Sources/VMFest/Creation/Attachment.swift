//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

/// A drive or disk that goes into a slot.
struct Attachment: Sendable {
    let controller: String
    let port: Int32
    let device: Int32
    let type: DeviceType
    /// Nil for an empty drive.
    var medium: Medium?
    /// What is said of it beside; nil for the disk on an image.
    let options: StorageDevice?

    /// Whether it can be chosen that the device may be taken away.
    private let canChoose: Bool

    /// The data disk that the medium is; nil for any other.
    var dataDisk: DiskAttaching?

    init(
        _ controller: StorageController, slot: Int, type: DeviceType, medium: Medium?, options: StorageDevice? = nil
    ) {
        self.options = options
        canChoose = controller.bus == .sata
        self.controller = controller.name
        (port, device) = controller.bus.position(ofSlot: slot)
        self.type = type
        self.medium = medium
    }

    /// A data disk.
    init(_ controller: StorageController, slot: Int, _ disk: DiskAttaching, options: StorageDevice) {
        self.init(controller, slot: slot, type: .hardDisk, medium: disk.medium, options: options)
        dataDisk = disk
    }

    /// Attaches it to a locked machine that is off.
    func attach(to machine: VirtualBoxAPI.Machine) async throws {
        try await dataDisk?.makeMultiAttach(by: machine, .off) {
            try await connect(to: machine)
        } disconnect: {
            try await machine.detachDevice(name: controller, controllerPort: port, device: device)
        }
        try await connect(to: machine)
        guard var options else { return }
        // Others have what they have, and take no word about it.
        if !canChoose { options.hotPluggable = nil }
        try await SlotAttributes.rows.write(
            options,
            to: SlotAccess(machine: machine, controller: controller, port: port, device: device, attachment: nil))
    }

    private func connect(to machine: VirtualBoxAPI.Machine) async throws {
        try await machine.attach(medium, type, to: controller, port: port, device: device)
    }
}
