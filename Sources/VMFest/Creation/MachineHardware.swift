//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Writes everything of a spec but its media into a machine that is not registered yet.
struct MachineHardware: Sendable {
    let scope: HostScope
    let machine: VirtualBoxAPI.Machine
    let spec: MachineSpec
    let folder: HostPath

    /// Makes the calls; they change an object in memory, so none needs undoing.
    func configure() async throws {
        try await MachineAttributes.write(
            MachineAttributes.forNewMachine(spec), to: MachineAccess(scope: scope, machine: machine))
        try await configureUSB()
        for group in spec.bandwidthGroups { try await machine.add(group) }
        for (slot, adapter) in spec.networks.enumerated() { try await configure(adapter, slot: slot) }
        // VirtualBox gives a new machine one card.
        if spec.networks.isEmpty { try await machine.getNetworkAdapter(slot: 0).setEnabled(false) }
        for controller in spec.storage { try await machine.add(controller, boot: spec.bootDisk) }
        for folder in spec.sharedFolders { try await machine.add(folder) }
        for (slot, port) in spec.serialPorts.enumerated() {
            let remote = SerialSlot(
                scope: scope, port: try await machine.getSerialPort(slot: UInt32(slot)), folder: folder)
            try await PortAttributes.serial.write(port, to: remote)
        }
        try await removeSerialPorts(from: spec.serialPorts.count)
        for (slot, port) in spec.parallelPorts.enumerated() {
            let remote = try await machine.getParallelPort(slot: UInt32(slot))
            try await PortAttributes.parallel.write(port, to: remote)
            if port.enabled == nil { try await remote.setEnabled(true) }
        }
    }

    private func configureUSB() async throws {
        if let controllers = spec.usb.controllers { try await machine.setUSBControllers(controllers) }
        if let filters = spec.usb.filters, !filters.isEmpty { try await machine.setUSBFilters(filters) }
    }

    /// VirtualBox gives a new machine those that its guest's system usually has.
    private func removeSerialPorts(from first: Int) async throws {
        let count = try await Int(scope.limits().serialPorts)
        guard first < count else { return }
        let ports = try await Array(first..<count).concurrentMap { slot in
            let port = try await machine.getSerialPort(slot: UInt32(slot))
            return (port, try await port.getEnabled())
        }
        for (port, isEnabled) in ports where isEnabled { try await port.setEnabled(false) }
    }

    /// Its forwards come later: their ports are taken for a machine that is registered.
    private func configure(_ adapter: NetworkAdapter, slot: Int) async throws {
        let card = try await Card(slot, of: machine)
        try await CardAttributes.rows.write(adapter, to: card)
        guard adapter.nat != NATOptions() else { return }
        try await NATAttributes.rows.write(adapter, to: try await card.adapter.getNATEngine())
    }
}
