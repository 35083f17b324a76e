//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

// What a machine has a list of is added to it part by part.
extension VirtualBoxAPI.Machine {
    func add(_ group: BandwidthGroup) async throws {
        try await getBandwidthControl().createBandwidthGroup(
            name: group.name, type: group.kind.remote, maxBytesPerSec: group.limit.bytes)
    }

    func add(_ folder: SharedFolder) async throws {
        try await createSharedFolder(
            name: folder.name, hostPath: folder.path, writable: folder.writable, automount: folder.automount,
            autoMountPoint: folder.mountPoint)
    }

    /// Adds a controller with nothing in its slots.
    func add(_ controller: StorageController, boot: BootDisk) async throws {
        let remote = try await addStorageController(
            name: controller.name, connectionType: StorageBus(controller.bus))
        var controller = controller
        if controller.bus.hasVariablePorts, controller.ports == nil {
            let bootSlot = boot.controller == controller.name ? boot.slot + 1 : 0
            // Each port costs the guest's firmware time to look at; interpreted, 30 take 5 s more than one.
            let minimum = try await remote.getMinPortCount()
            controller.ports = max(Int(minimum), controller.devices.count, bootSlot)
        }
        try await ControllerAttributes.rows.write(
            controller, to: ControllerAccess(machine: self, controller: remote, name: controller.name))
    }
}
