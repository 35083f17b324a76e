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
        let cpus = edits.remove(at: index)
        // For as long as CPUs can be plugged, each is in its socket or not.
        if wanted.cpu.hotPlug == false { return edits + [cpus] }
        let (new, old) = (wanted.cpus, present.cpus)
        let plugging = Edit(
            key: cpus.key, from: cpus.from, to: cpus.to, window: PartWindows.cpus,
            make: { try await $0.machine.setPluggedCPUs(new) }, revert: { try await $0.machine.setPluggedCPUs(old) })
        // Sockets that come have to be there first, and those that go have to be free.
        return new > old ? edits + [plugging] : [plugging] + edits
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
