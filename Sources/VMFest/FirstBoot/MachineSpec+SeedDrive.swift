//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension MachineSpec {
    /// A slot of a controller for a disc.
    struct DiscSlot: Sendable, Hashable {
        var controller: Int
        var slot: Int
    }

    /// The first slot that has room for a drive with a disc.
    ///
    /// Nil where no controller has one; how many slots a controller may have, the host says later.
    var freeDiscSlot: DiscSlot? {
        for (index, controller) in storage.enumerated() where controller.bus.takesDiscs {
            let boot = bootDisk.controller == controller.name ? bootDisk.slot : nil
            let slot = (0..<controller.bus.usualSlots).first { slot in
                slot != boot && (slot >= controller.devices.count || controller.devices[slot] == nil)
            }
            if let slot { return DiscSlot(controller: index, slot: slot) }
        }
        return nil
    }

    /// The same spec with a drive in a slot; a nil path leaves it empty.
    func inserting(disc path: String?, at place: DiscSlot) -> MachineSpec {
        var spec = self
        let missing = place.slot + 1 - spec.storage[place.controller].devices.count
        if missing > 0 { spec.storage[place.controller].devices += [StorageDevice?](repeating: nil, count: missing) }
        spec.storage[place.controller].devices[place.slot] = .dvd(path)
        return spec
    }
}

extension StorageController.Bus {
    fileprivate var takesDiscs: Bool {
        switch self {
        case .ide, .sata, .scsi, .sas, .virtio, .usb: true
        case .nvme, .floppy: false
        }
    }

    /// How many slots are looked at for a free one.
    fileprivate var usualSlots: Int {
        switch self {
        case .ide: 4
        case .usb: 8
        default: 15
        }
    }
}
