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

    /// Makes the calls; they change an object in memory, so their order does not matter and none needs undoing.
    func configure() async throws {
        try await machine.setMemorySize(UInt32(spec.memory.mebibytes))
        try await machine.setCPUCount(UInt32(spec.cpus))
        if !spec.description.isEmpty { try await machine.setDescription(spec.description) }
        try await scope.setFirmware(FirmwareType(spec.firmware), ioAPIC: true, of: machine)
        try await scope.setClockRunsInUTC(true, of: machine)
        try await configureGraphics()
        for (slot, adapter) in spec.networks.enumerated() {
            try await configure(adapter, slot: UInt32(slot))
        }
        for controller in spec.storage {
            try await add(controller)
        }
        for folder in spec.sharedFolders {
            try await machine.createSharedFolder(
                name: folder.name, hostPath: folder.path, writable: folder.writable, automount: folder.automount,
                autoMountPoint: folder.mountPoint)
        }
        for (slot, port) in spec.serialPorts.enumerated() {
            try await configure(port, slot: UInt32(slot))
        }
    }

    private func configureGraphics() async throws {
        let adapter = try await machine.getGraphicsAdapter()
        try await adapter.setGraphicsControllerType(GraphicsControllerType(spec.graphics.controller))
        try await adapter.setVRAMSize(UInt32(spec.graphics.videoMemory.mebibytes))
    }

    private func configure(_ adapter: NetworkAdapter, slot: UInt32) async throws {
        let remote = try await machine.getNetworkAdapter(slot: slot)
        try await remote.setEnabled(true)
        try await remote.setAdapterType(NetworkAdapterType(adapter.model))
        if let address = adapter.macAddress {
            try await remote.setMACAddress(NetworkAdapter.digits(ofMACAddress: address))
        }
        if !adapter.cableConnected { try await remote.setCableConnected(false) }
        switch adapter.attachment {
        case .nat:
            // Its forwards come later: their ports are taken for a machine that is registered.
            try await remote.setAttachmentType(.nat)
        case .bridged(let interface):
            try await remote.setAttachmentType(.bridged)
            try await remote.setBridgedInterface(interface)
        case .hostOnly(let interface):
            try await remote.setAttachmentType(.hostOnly)
            try await remote.setHostOnlyInterface(interface)
        case .internal(let network):
            try await remote.setAttachmentType(.internal)
            try await remote.setInternalNetwork(network)
        case .none:
            try await remote.setAttachmentType(.null)
        }
    }

    private func add(_ controller: StorageController) async throws {
        let remote = try await machine.addStorageController(
            name: controller.name, connectionType: StorageBus(controller.bus))
        guard controller.bus.hasVariablePorts else { return }
        let bootSlot = spec.bootDisk.controller == controller.name ? spec.bootDisk.slot + 1 : 0
        // Each port costs the guest's firmware time to look at.
        let minimum = try await remote.getMinPortCount()
        try await remote.setPortCount(max(minimum, UInt32(max(controller.devices.count, bootSlot))))
    }

    private func configure(_ port: SerialPort, slot: UInt32) async throws {
        let remote = try await machine.getSerialPort(slot: slot)
        let path = HostPath(port.file)
        try await remote.setPath((path.isPlainName ? folder.file(port.file) : path).text)
        try await remote.setHostMode(.rawFile)
        try await remote.setEnabled(true)
    }
}
