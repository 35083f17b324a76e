//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

@testable import VMFest

extension MachineSpec {
    /// This spec with what it leaves to VirtualBox taken from what there is.
    func completed(from other: MachineSpec) -> MachineSpec {
        var whole = self
        MachineAttributes.fill(&whole, from: other)
        whole.usb.controllers = usb.controllers ?? other.usb.controllers
        whole.usb.filters = (usb.filters ?? other.usb.filters)?.map { filter in
            var filter = filter
            filter.active = filter.active ?? true
            return filter
        }
        for (index, card) in other.networks.enumerated() where networks.indices.contains(index) {
            for attribute in CardAttributes.rows { attribute.row.fill(&whole.networks[index], card) }
            for attribute in NATAttributes.rows { attribute.row.fill(&whole.networks[index], card) }
        }
        for (index, controller) in other.storage.enumerated() where storage.indices.contains(index) {
            for attribute in ControllerAttributes.rows { attribute.row.fill(&whole.storage[index], controller) }
            for case (let slot, let device?) in controller.devices.enumerated()
            where storage[index].devices.indices.contains(slot) {
                guard var own = storage[index].devices[slot] else { continue }
                for attribute in SlotAttributes.rows { attribute.row.fill(&own, device) }
                whole.storage[index].devices[slot] = own
            }
        }
        for (index, port) in other.serialPorts.enumerated() where serialPorts.indices.contains(index) {
            for attribute in PortAttributes.serial { attribute.row.fill(&whole.serialPorts[index], port) }
        }
        for (index, port) in other.parallelPorts.enumerated() where parallelPorts.indices.contains(index) {
            for attribute in PortAttributes.parallel { attribute.row.fill(&whole.parallelPorts[index], port) }
        }
        return whole
    }

    /// This spec with what can be said in several ways said in one: sets in an order, empty places at an end left out.
    var normal: MachineSpec {
        var spec = self
        spec.usb.controllers?.sort { $0.rawValue < $1.rawValue }
        spec.cpu.mitigations?.sort { $0.rawValue < $1.rawValue }
        spec.bandwidthGroups.sort { $0.name < $1.name }
        spec.bootDisk.size = bootDisk.size?.inSectors
        for index in usb.filters?.indices ?? 0..<0 {
            let filter = usb.filters?[index]
            spec.usb.filters?[index].vendor = filter?.vendor.map(Self.number)
            spec.usb.filters?[index].product = filter?.product.map(Self.number)
            spec.usb.filters?[index].revision = filter?.revision.map(Self.number)
            spec.usb.filters?[index].port = filter?.port.map(Self.number)
        }
        for index in parallelPorts.indices { spec.parallelPorts[index].enabled = parallelPorts[index].enabled ?? true }
        while spec.parallelPorts.last?.enabled == false { spec.parallelPorts.removeLast() }
        while spec.serialPorts.last?.enabled == false { spec.serialPorts.removeLast() }
        // What a card is that the guest does not see does not count.
        for index in networks.indices where !networks[index].enabled {
            spec.networks[index] = .unplugged
            spec.networks[index].enabled = false
        }
        while spec.networks.last?.enabled == false { spec.networks.removeLast() }
        for index in spec.networks.indices {
            spec.networks[index].macAddress = spec.networks[index].macAddress
                .map(NetworkAdapter.digits(ofMACAddress:))
            guard case .nat(var forwards) = spec.networks[index].attachment else { continue }
            for forward in forwards.indices { forwards[forward].name = forwards[forward].effectiveName }
            spec.networks[index].attachment = .nat(forwards: forwards.sorted { $0.effectiveName < $1.effectiveName })
        }
        for index in storage.indices {
            while case .some(nil) = spec.storage[index].devices.last { spec.storage[index].devices.removeLast() }
            for slot in spec.storage[index].devices.indices {
                guard var device = spec.storage[index].devices[slot] else { continue }
                if device.bandwidthGroup?.isEmpty == true { device.bandwidthGroup = nil }
                if case .newDisk(let size) = device.content { device.content = .newDisk(size.inSectors) }
                spec.storage[index].devices[slot] = device
            }
        }
        return spec
    }

    /// A filter's number as VirtualBox writes it.
    private static func number(_ text: String) -> String {
        guard let number = UInt16(text, radix: 16) else { return text }
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
