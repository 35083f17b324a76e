//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Compares what a machine is with what it shall be, part by part.
struct SpecComparison: Sendable {
    let present: MachineSpec
    let wanted: MachineSpec

    /// Whether the machine has a disk on an image, whose place the spec tells.
    let hasImage: Bool

    init(_ present: MachineSpec, _ wanted: MachineSpec, hasImage: Bool) {
        self.present = present
        self.wanted = wanted
        self.hasImage = hasImage
    }

    /// All differences, in an order in which VirtualBox takes them.
    func edits() -> [Edit] {
        osTypeEdits() + newBandwidthGroupEdits() + machineEdits()
            + usbEdits() + networkEdits() + storageEdits() + sharedFolderEdits() + serialPortEdits()
            + parallelPortEdits() + oldBandwidthGroupEdits()
    }

    private func machineEdits() -> [Edit] {
        var edits = MachineAttributes.groups.flatMap { $0.edits(present, wanted) }
        guard present.cpu.hotPlug == true, let index = edits.firstIndex(where: { $0.key == "cpus" }) else {
            return edits
        }
        // For as long as CPUs can be plugged, each is in its socket or not.
        if wanted.cpu.hotPlug == false {
            edits.append(edits.remove(at: index))
        } else {
            let (old, new, count) = (edits[index], wanted.cpus, present.cpus)
            edits[index] = Edit(
                key: old.key, from: old.from, to: old.to, window: old.window,
                make: { try await $0.machine.setPluggedCPUs(new) },
                revert: { try await $0.machine.setPluggedCPUs(count) })
        }
        return edits
    }

    private func osTypeEdits() -> [Edit] {
        let (old, new) = (present.osType, wanted.osType)
        guard old != new else { return [] }
        return [
            Edit(
                key: "osType", from: old, to: new, window: PartWindows.osType,
                make: { try await $0.machine.setOSTypeId(new) }, revert: { try await $0.machine.setOSTypeId(old) })
        ]
    }
}

extension VirtualBoxAPI.Machine {
    /// Makes the number of sockets another one, with a CPU in each that comes.
    fileprivate func setPluggedCPUs(_ count: Int) async throws {
        let present = Int(try await getCPUCount())
        for cpu in stride(from: present - 1, through: count, by: -1) where try await getCPUStatus(cpu: UInt32(cpu)) {
            try await hotUnplugCPU(cpu: UInt32(cpu))
        }
        try await setCPUCount(UInt32(count))
        for cpu in stride(from: present, to: count, by: 1) { try await hotPlugCPU(cpu: UInt32(cpu)) }
    }
}
