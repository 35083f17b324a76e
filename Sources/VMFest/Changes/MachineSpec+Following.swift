//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension MachineSpec {
    /// Makes what nobody changed follow what was changed: there are enough sockets for the CPUs, and none where CPUs can not
    /// be plugged; and enough ports for what is connected to a controller.
    mutating func followWhatDependsOnIt(_ present: MachineSpec) {
        if cpu.sockets == present.cpu.sockets, let sockets = cpu.sockets {
            cpu.sockets = cpu.hotPlug == true ? max(sockets, cpus) : nil
        }
        for index in storage.indices {
            let bus = storage[index].bus
            guard bus.hasVariablePorts, let ports = storage[index].ports,
                ports == present.storage.first(where: { $0.name == storage[index].name })?.ports,
                let last = storage[index].devices.lastIndex(where: { $0 != nil })
            else { continue }
            storage[index].ports = max(ports, Int(bus.position(ofSlot: last).port) + 1)
        }
    }
}
