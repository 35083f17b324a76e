//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension StorageController.Bus {
    /// Whether VirtualBox lets the number of ports be chosen.
    var hasVariablePorts: Bool {
        switch self {
        case .sata, .sas, .virtio, .nvme: true
        case .ide, .scsi, .usb, .floppy: false
        }
    }

    /// The slot that VirtualBox calls a port and a device; nil for one that no controller has.
    func slot(port: Int32, device: Int32) -> Int? {
        let slot = number(Int(port), Int(device))
        return (0..<Self.mostSlots).contains(slot) ? slot : nil
    }

    /// More slots than a controller of any bus has.
    static let mostSlots = 1_024

    private func number(_ port: Int, _ device: Int) -> Int {
        switch self {
        case .ide: port * 2 + device
        case .floppy: device
        case .sata, .scsi, .sas, .virtio, .nvme, .usb: port
        }
    }

    /// VirtualBox's way to name a slot: IDE has two ports of two devices, floppy one port of two, all others ports of
    /// one device.
    func position(ofSlot slot: Int) -> (port: Int32, device: Int32) {
        switch self {
        case .ide: (Int32(clamping: slot / 2), Int32(slot % 2))
        case .floppy: (0, Int32(clamping: slot))
        case .sata, .scsi, .sas, .virtio, .nvme, .usb: (Int32(clamping: slot), 0)
        }
    }
}
