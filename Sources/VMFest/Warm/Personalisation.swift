//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Gives a clone of a warm template what is its own, before it goes on from the template's state.
struct Personalisation: Sendable {
    let scope: HostScope
    let key: String
    let folder: HostPath
    let template: WarmTemplate
    let spec: MachineSpec
    /// The disc that says which instance its guest is to become.
    let seed: Medium
    let marks: MachineMarks
    let tags: [String: String]

    /// Changes the locked machine.
    ///
    /// A machine whose state is saved takes no disc. So the state is given up, its file kept, and adopted again.
    func apply(to machine: VirtualBoxAPI.Machine) async throws {
        let state = try await machine.getStateFilePath()
        try await machine.discardSavedState(fRemoveFile: false)
        try await mountSeed(in: machine)
        try await machine.setDescription(spec.description)
        for (slot, port) in spec.serialPorts.enumerated() {
            guard let file = port.file, HostPath(file).isPlainName else { continue }
            try await machine.getSerialPort(slot: UInt32(slot)).setPath(folder.file(file).text)
        }
        for (slot, adapter) in spec.networks.enumerated() {
            guard let address = adapter.macAddress else { continue }
            try await machine.getNetworkAdapter(slot: UInt32(slot))
                .setMACAddress(NetworkAdapter.digits(ofMACAddress: address))
        }
        try await machine.setGroups([MachineMarks.group])
        try await marks.write(to: machine)
        // Clones have the template's group and notes, and a template this is not.
        try await machine.setExtraData(key: WarmRecord.key, value: "")
        for (key, value) in tags { try await machine.setTag(key, value) }
        try await MachineForwards(scope: scope, machine: machine, key: key).add(spec.networks)
        try await machine.saveSettings()
        try await machine.adoptSavedState(savedStateFile: state)
    }

    private func mountSeed(in machine: VirtualBoxAPI.Machine) async throws {
        guard let place = template.record.spec.freeDiscSlot else {
            throw VMFestError(.failed, "the warm template \(template.id) has no drive for the disc")
        }
        let controller = template.record.spec.storage[place.controller]
        let (port, device) = controller.bus.position(ofSlot: place.slot)
        try await machine.mountMedium(
            name: controller.name, controllerPort: port, device: device, medium: seed, force: false)
    }
}
