//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// The storage controllers of a machine, and what is in their slots.
struct SlotMap: Sendable {
    /// A controller whose bus VMFest knows.
    struct Controller: Sendable {
        let remote: VirtualBoxAPI.StorageController
        let name: String
        let bus: StorageController.Bus

        /// How many ports it has now, and how many it can have.
        let ports: Int
        let mostPorts: Int
        let devicesPerPort: Int

        /// Whether devices can be connected to it and parted from it while the machine runs.
        var isHotPluggable: Bool { bus.isHotPluggable }

        /// The slots that it has, and could have while the machine is off.
        func slots(ofRunning isRunning: Bool) -> Int {
            (isRunning || !bus.hasVariablePorts ? ports : mostPorts) * devicesPerPort
        }
    }

    let controllers: [Controller]
    let attachments: [MediumAttachment]

    init(of machine: VirtualBoxAPI.Machine) async throws {
        async let attachments = machine.getMediumAttachments()
        let found = try await machine.getStorageControllers().concurrentMap { remote -> Controller? in
            async let name = remote.getName()
            async let ports = remote.getPortCount()
            async let mostPorts = remote.getMaxPortCount()
            async let devices = remote.getMaxDevicesPerPortCount()
            guard let bus = StorageController.Bus(try await remote.getBus()) else { return nil }
            return try await Controller(
                remote: remote, name: name, bus: bus, ports: Self.count(ports), mostPorts: Self.count(mostPorts),
                devicesPerPort: Self.count(devices))
        }
        controllers = found.compactMap(\.self)
        self.attachments = try await attachments
    }

    /// How many there are, as far as that can be.
    private static func count(_ number: UInt32) -> Int {
        Int(min(number, UInt32(StorageController.Bus.mostSlots)))
    }

    /// The slot of what is attached.
    func slot(of attachment: MediumAttachment) -> StorageSlot? {
        guard let controller = controller(attachment.controller),
            let slot = controller.bus.slot(port: attachment.port, device: attachment.device)
        else { return nil }
        return StorageSlot(attachment.controller, slot)
    }

    /// What is in a slot.
    func attachment(at slot: StorageSlot) -> MediumAttachment? { attachments.first { self.slot(of: $0) == slot } }

    func controller(_ name: String) -> Controller? { controllers.first { $0.name == name } }

    /// The first slot that is free for a device, those that it can be parted from while the machine runs first.
    func free(for device: StorageDevice, whileRunning isRunning: Bool) throws -> StorageSlot {
        let fitting = controllers.filter { $0.bus.carries(device) && (!isRunning || $0.isHotPluggable) }
        let order = fitting.filter(\.isHotPluggable) + fitting.filter { !$0.isHotPluggable }
        let taken = Set(attachments.compactMap(slot(of:)))
        for controller in order {
            for number in 0..<controller.slots(ofRunning: isRunning) {
                let slot = StorageSlot(controller.name, number)
                if !taken.contains(slot) { return slot }
            }
        }
        guard isRunning else {
            throw VMFestError(
                .notSupported,
                "the machine has no storage controller with a free slot for this; give it one in its spec")
        }
        throw VMFestError(
            .invalidState,
            "the machine runs, and has no free port on a controller that takes devices meanwhile (SATA, USB); stop it first, or"
                + " \(advice(on: device))")
    }

    /// What to do so that the machine has a free port the next time.
    private func advice(on device: StorageDevice) -> String {
        let fitting = controllers.filter { $0.isHotPluggable && $0.bus.carries(device) && $0.ports < $0.mostPorts }
        guard let controller = fitting.first else { return "give it a SATA controller in its spec" }
        return "let it have one more port once it is off:"
            + " vmfest set NAME storage.\(controller.name).ports=\(controller.ports + 1)"
    }

    /// Refuses a slot that is not there, not free, or out of reach while the machine runs.
    func check(_ slot: StorageSlot, for device: StorageDevice, whileRunning isRunning: Bool) throws {
        guard let controller = controller(slot.controller) else {
            let known = controllers.map { "'\($0.name)'" }.joined(separator: ", ")
            throw VMFestError(
                .invalidArgument,
                "the machine has no controller '\(slot.controller)'; it has \(known.isEmpty ? "none" : known)")
        }
        guard controller.bus.carries(device) else {
            throw VMFestError(
                .invalidArgument, "no such device fits on a controller of type \(controller.bus.rawValue)")
        }
        if isRunning, !controller.isHotPluggable {
            throw VMFestError(
                .invalidState,
                "the machine runs, and a controller of type \(controller.bus.rawValue) takes no devices meanwhile; stop it first, or"
                    + " use a SATA or USB controller")
        }
        let count = controller.slots(ofRunning: isRunning)
        guard (0..<count).contains(slot.slot) else {
            let more = isRunning && controller.bus.hasVariablePorts ? " while it runs; stop it first" : ""
            throw VMFestError(.invalidArgument, "\(slot) is none of the \(count) slots of the controller\(more)")
        }
        guard attachment(at: slot) == nil else {
            throw VMFestError(.inUse, "\(slot) is taken; name a free slot, or none")
        }
    }

    /// Gives a controller as many ports as a slot needs.
    func makeRoom(for slot: StorageSlot) async throws {
        guard let controller = controller(slot.controller) else { return }
        let port = Int(controller.bus.position(ofSlot: slot.slot).port)
        if port >= controller.ports { try await controller.remote.setPortCount(UInt32(port + 1)) }
    }
}
