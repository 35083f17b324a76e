//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

extension SpecMaker {
    /// How many ports a bus can have.
    private static let ports: [StorageController.Bus: ClosedRange<Int>] = [
        .ide: 2...2, .sata: 1...30, .scsi: 16...16, .sas: 1...255, .virtio: 1...256, .nvme: 1...255, .usb: 8...8,
        .floppy: 1...1,
    ]

    mutating func storage(_ spec: MachineSpec) -> [StorageController] {
        let groups = spec.bandwidthGroups.filter { $0.kind == .disk }.map(\.name) + [""]
        var buses: [StorageController.Bus] = []
        for bus in shuffled(StorageController.Bus.allCases) where chance(45) { buses.append(bus) }
        var controllers: [StorageController] = []
        for (index, bus) in buses.enumerated() { controllers.append(controller("\(text()) \(index)", bus, groups)) }
        fill(&controllers)
        return controllers
    }

    /// Finds a place for the disk of an image.
    mutating func placeDisk(in spec: inout MachineSpec) {
        if spec.storage.allSatisfy({ $0.bus == .floppy }) { spec.storage.append(.sata("for the image")) }
        let index = one(spec.storage.indices.filter { spec.storage[$0].bus != .floppy })
        let slot = number(0...1)
        if spec.storage[index].devices.indices.contains(slot) { spec.storage[index].devices[slot] = nil }
        if let ports = spec.storage[index].ports { spec.storage[index].ports = max(ports, 2) }
        let size = maybe { DataSize.mebibytes($0.number(17...64)) }
        spec.bootDisk = BootDisk(controller: spec.storage[index].name, slot: slot, size: size)
    }

    private mutating func controller(
        _ name: String, _ bus: StorageController.Bus, _ groups: [String]
    ) -> StorageController {
        let range = Self.ports[bus] ?? 1...1
        let devicesPerPort = bus == .ide || bus == .floppy ? 2 : 1
        let slots = range.upperBound * devicesPerPort
        var controller = StorageController(name: name, bus: bus)
        controller.devices = list(0...min(slots, 5)) { maker, _ in maker.device(on: bus, groups) }
        if slots > 5, chance(10) {
            let gap = [StorageDevice?](repeating: nil, count: number(0...(slots - controller.devices.count - 1)))
            controller.devices += gap + [.newDisk(.mebibytes(1))]
        }
        controller.model = maybe { $0.one(StorageController.Model.allCases.filter { $0.fits(bus) }) }
        controller.bootable = flag()
        controller.hostIOCache = flag()
        let needed = devicesPerPort == 2 ? 1 : max(1, controller.devices.count)
        controller.ports = maybe { $0.number(max(range.lowerBound, needed)...range.upperBound) }
        return controller
    }

    private mutating func device(on bus: StorageController.Bus, _ groups: [String]) -> StorageDevice? {
        guard chance(75) else { return nil }
        if bus == .floppy { return .floppy() }
        var device: StorageDevice
        if bus == .nvme || chance(50) {
            device = .newDisk(DataSize(bytes: Int64(number(1...8) << 20 + (chance(20) ? number(0...2_000) : 0))))
            device.nonRotational = chance(30)
            device.discard = chance(30)
        } else {
            device = .dvd(maybe { $0.surroundings.disc })
            device.temporaryEject = chance(30)
        }
        device.hotPluggable = bus == .sata ? flag() : maybe { _ in bus == .usb }
        device.bandwidthGroup = maybe { $0.one(groups) }
        return device
    }

    /// Puts the one disk and the one floppy that there are into slots that are empty, now and then.
    private mutating func fill(_ controllers: inout [StorageController]) {
        var hasDisk = false
        for index in controllers.indices {
            let isFloppy = controllers[index].bus == .floppy
            guard let slot = controllers[index].devices.firstIndex(of: nil), isFloppy || !hasDisk, chance(50) else {
                continue
            }
            controllers[index].devices[slot] = isFloppy ? .floppy(surroundings.floppy) : .disk(surroundings.disk)
            hasDisk = hasDisk || !isFloppy
        }
    }
}

extension StorageController.Model {
    fileprivate func fits(_ bus: StorageController.Bus) -> Bool {
        switch self {
        case .piix3, .piix4, .ich6: bus == .ide
        case .ahci: bus == .sata
        case .lsiLogic, .busLogic: bus == .scsi
        case .lsiLogicSAS: bus == .sas
        case .i82078: bus == .floppy
        case .usb: bus == .usb
        case .nvme: bus == .nvme
        case .virtioSCSI: bus == .virtio
        }
    }
}
