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

    /// Attaches it to a locked machine.
    func attach(to machine: VirtualBoxAPI.Machine) async throws {
        try await machine.attachDevice(
            name: controller, controllerPort: port, device: device, type: type, medium: medium)
        guard var options else { return }
        // Others have what they have, and take no word about it.
        if !canChoose { options.hotPluggable = nil }
        try await SlotAttributes.rows.write(
            options,
            to: SlotAccess(machine: machine, controller: controller, port: port, device: device, attachment: nil))
    }
}
