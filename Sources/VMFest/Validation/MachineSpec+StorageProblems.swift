//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension MachineSpec {
    func storageProblems(_ limits: HostLimits, hasImage: Bool) -> [SpecProblem] {
        var problems: [SpecProblem] = []
        for (index, controller) in storage.enumerated() {
            let place = "storage[\(index)]"
            if controller.name.isEmpty { problems.append(SpecProblem("\(place).name", "is empty")) }
            if storage[..<index].contains(where: { $0.name == controller.name }) {
                problems.append(SpecProblem("\(place).name", "'\(controller.name)' is the name of another controller"))
            }
            guard let bus = limits.buses[StorageBus(controller.bus)] else {
                problems.append(SpecProblem("\(place).bus", "the host can not make \(controller.bus.rawValue)"))
                continue
            }
            if storage[...index].count(where: { $0.bus == controller.bus }) > Int(bus.controllers) {
                problems.append(
                    SpecProblem(
                        "\(place).bus",
                        "there can be \(bus.controllers) \(controller.bus.rawValue) controllers in a machine"))
            }
            problems += Self.problems(ofOptions: controller, bus, place)
            let slots = bus.slots
            if controller.devices.count > slots {
                problems.append(
                    SpecProblem("\(place).devices", "\(controller.devices.count) are more than its \(slots) slots"))
            }
            for (slot, device) in controller.devices.enumerated() {
                guard let device else { continue }
                problems += Self.problems(of: device, on: controller.bus, "\(place).devices[\(slot)]")
            }
        }
        problems += repeatedDiskProblems()
        if hasImage { problems += bootDiskProblems(limits) }
        return problems
    }

    /// VirtualBox attaches a disk only once to a machine.
    private func repeatedDiskProblems() -> [SpecProblem] {
        var seen: Set<StorageDevice.Content> = []
        var problems: [SpecProblem] = []
        for (index, controller) in storage.enumerated() {
            for case (let slot, let device?) in controller.devices.enumerated() {
                guard case .disk(let path) = device.content, !seen.insert(device.content).inserted else { continue }
                problems.append(
                    SpecProblem("storage[\(index)].devices[\(slot)]", "the disk '\(path)' is in another slot too"))
            }
        }
        return problems
    }

    private static func problems(
        of device: StorageDevice, on bus: StorageController.Bus, _ place: String
    ) -> [SpecProblem] {
        var problems: [SpecProblem] = []
        switch device.content {
        case .disk(let name) where ImageCatalogue.isName(name):
            // Whether there is such a data disk, the host is asked.
            break
        case .disk(let path), .dvd(let path?), .floppy(let path?):
            if !HostPath(path).isAbsolute { problems.append(SpecProblem(place, "'\(path)' is not an absolute path")) }
        case .newDisk(let size):
            if size.bytes < 1 << 20 { problems.append(SpecProblem(place, "\(size) is less than 1 MiB")) }
            if size > BootDisk.largest {
                problems.append(
                    SpecProblem(place, "\(size) are more than the \(BootDisk.largest) of the largest disk"))
            }
        case .dvd(nil), .floppy(nil):
            break
        }
        if device.temporaryEject, bus == .floppy || device.isHardDisk {
            problems.append(SpecProblem("\(place).temporaryEject", "only a DVD drive has it"))
        }
        for (key, isSaid) in [("nonRotational", device.nonRotational), ("discard", device.discard)]
        where isSaid && !device.isHardDisk {
            problems.append(SpecProblem("\(place).\(key)", "only a disk has it"))
        }
        if let isWanted = device.hotPluggable, bus != .sata, isWanted != (bus == .usb) {
            problems.append(
                SpecProblem(
                    "\(place).hotPluggable",
                    "what is on a controller of type \(bus.rawValue) is \(isWanted ? "never" : "always") hot-pluggable")
            )
        }
        if !bus.carries(device) {
            problems.append(SpecProblem(place, "no such device fits on a controller of type \(bus.rawValue)"))
        }
        return problems
    }

    private static func problems(
        ofOptions controller: StorageController, _ bus: HostLimits.Bus, _ place: String
    ) -> [SpecProblem] {
        var problems: [SpecProblem] = []
        if let model = controller.model, model.bus != controller.bus {
            problems.append(
                SpecProblem(
                    "\(place).model", "\(model.rawValue) is one for the bus \(model.bus.rawValue)"))
        }
        if let ports = controller.ports {
            let range = Int(bus.minimumPorts)...max(Int(bus.minimumPorts), Int(bus.ports))
            problems += [check(ports, "\(place).ports", range)].compactMap(\.self)
            let needed = controller.devices.indices.last.map { Int(controller.bus.position(ofSlot: $0).port) + 1 } ?? 0
            if range.contains(ports), ports < needed {
                problems.append(SpecProblem("\(place).ports", "\(ports) are less than the \(needed) that devices need"))
            }
        }
        return problems
    }

    private func bootDiskProblems(_ limits: HostLimits) -> [SpecProblem] {
        guard let controller = storage.first(where: { $0.name == bootDisk.controller }) else {
            let known = storage.map { "'\($0.name)'" }.joined(separator: ", ")
            return [
                SpecProblem(
                    "bootDisk.controller",
                    "there is no controller '\(bootDisk.controller)' in storage"
                        + (known.isEmpty ? "" : "; there is \(known)"))
            ]
        }
        if let size = bootDisk.size, size > BootDisk.largest {
            return [SpecProblem("bootDisk.size", "\(size) are more than the \(BootDisk.largest) of the largest disk")]
        }
        let bus = limits.buses[StorageBus(controller.bus)]
        let slots = bus?.slots ?? 0
        guard (0..<slots).contains(bootDisk.slot) else {
            return [SpecProblem("bootDisk.slot", "\(bootDisk.slot) is none of the controller's \(slots) slots")]
        }
        if let ports = controller.ports, controller.bus.position(ofSlot: bootDisk.slot).port >= ports {
            return [SpecProblem("bootDisk.slot", "\(bootDisk.slot) is beyond the controller's \(ports) ports")]
        }
        if controller.devices.indices.contains(bootDisk.slot), controller.devices[bootDisk.slot] != nil {
            return [
                SpecProblem("bootDisk.slot", "slot \(bootDisk.slot) has a device already; the image needs it empty")
            ]
        }
        if !controller.bus.carries(.disk("/")) {
            return [
                SpecProblem("bootDisk.controller", "no disk fits on a controller of type \(controller.bus.rawValue)")
            ]
        }
        return []
    }
}

extension HostLimits.Bus {
    /// How many devices a controller carries; a host may claim any numbers.
    fileprivate var slots: Int { Int(clamping: UInt64(ports) * UInt64(devicesPerPort)) }
}

extension StorageController.Bus {
    /// Whether a controller of this bus takes a device of this kind.
    func carries(_ device: StorageDevice) -> Bool {
        switch (self, device.content) {
        case (.floppy, .floppy): true
        case (.floppy, _), (_, .floppy): false
        case (.nvme, .dvd): false
        case (_, _): true
        }
    }
}

extension StorageDevice {
    /// Whether it is a disk, and no drive.
    fileprivate var isHardDisk: Bool {
        switch content {
        case .disk, .newDisk: true
        case .dvd, .floppy: false
        }
    }
}
