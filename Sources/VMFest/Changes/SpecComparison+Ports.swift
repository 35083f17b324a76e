//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension SpecComparison {
    /// The serial ports, slot by slot.
    func serialPortEdits() -> [Edit] {
        (0..<max(present.serialPorts.count, wanted.serialPorts.count)).flatMap { slot -> [Edit] in
            let old = slot < present.serialPorts.count ? present.serialPorts[slot] : SerialPort(.none, enabled: false)
            let new = slot < wanted.serialPorts.count ? wanted.serialPorts[slot] : SerialPort(.none, enabled: false)
            let place = "serialPorts[\(slot)]"
            switch (old.enabled, new.enabled) {
            case (false, false): return []
            case (true, true):
                return PortAttributes.serial.edits(from: old, to: new, at: place + ".") {
                    try await SerialSlot(slot, $0)
                }
            case (true, false), (false, true):
                return [
                    Edit(
                        key: place, from: old.enabled ? old.connection.words : nil,
                        to: new.enabled ? new.connection.words : nil, window: PartWindows.serialPorts,
                        make: { access in
                            let remote = try await SerialSlot(slot, access)
                            guard new.enabled else { return try await remote.port.setEnabled(false) }
                            try await PortAttributes.serial.write(new, to: remote)
                        },
                        revert: { try await SerialSlot(slot, $0).port.setEnabled(old.enabled) })
                ]
            }
        }
    }

    /// The parallel ports, all at once.
    func parallelPortEdits() -> [Edit] {
        let (old, new) = (present.parallelPorts, wanted.parallelPorts)
        let isSame =
            old.count == new.count
            && zip(old, new).allSatisfy { PortAttributes.parallel.differences($1, $0).isEmpty }
        guard !isSame else { return [] }
        return [
            Edit(
                key: "parallelPorts", from: SpecText.list(old.map(\.device)), to: SpecText.list(new.map(\.device)),
                window: PartWindows.parallelPorts, make: { try await $0.machine.setParallelPorts(new) },
                revert: { try await $0.machine.setParallelPorts(old) })
        ]
    }

    /// Groups that are new, and limits that are others.
    func newBandwidthGroupEdits() -> [Edit] {
        wanted.bandwidthGroups.compactMap { new in
            let old = present.bandwidthGroups.first { $0.name == new.name }
            guard old != new else { return nil }
            let key = "bandwidthGroups.\(new.name)"
            if let old, old.kind == new.kind {
                return Edit(
                    key: key + ".limit", from: "\(old.limit)", to: "\(new.limit)", window: PartWindows.bandwidthLimit,
                    make: { try await $0.machine.setLimit(of: new) }, revert: { try await $0.machine.setLimit(of: old) }
                )
            }
            return Edit(
                key: key, from: old?.words, to: new.words, window: PartWindows.bandwidthGroups,
                make: { access in
                    if let old { try await access.machine.remove(old) }
                    try await access.machine.add(new)
                }, revert: { try await $0.machine.remove(new) })
        }
    }

    /// Groups that go, once nothing belongs to them any more.
    func oldBandwidthGroupEdits() -> [Edit] {
        present.bandwidthGroups.filter { old in !wanted.bandwidthGroups.contains { $0.name == old.name } }.map { old in
            Edit(
                key: "bandwidthGroups.\(old.name)", from: old.words, to: nil, window: PartWindows.bandwidthGroups,
                make: { try await $0.machine.remove(old) }, revert: { try await $0.machine.add(old) })
        }
    }
}

extension BandwidthGroup {
    /// In words, for people.
    fileprivate var words: String { "\(kind.rawValue), \(limit) a second" }
}

extension SerialSlot {
    /// A serial port of a machine.
    fileprivate init(_ slot: Int, _ access: MachineAccess) async throws {
        async let port = access.machine.getSerialPort(slot: UInt32(slot))
        let settings = try await access.machine.getSettingsFilePath()
        try await self.init(scope: access.scope, port: port, folder: HostPath(settings).folder)
    }
}

extension VirtualBoxAPI.Machine {
    fileprivate func setLimit(of group: BandwidthGroup) async throws {
        try await getBandwidthControl().getBandwidthGroup(name: group.name).setMaxBytesPerSec(group.limit.bytes)
    }

    fileprivate func remove(_ group: BandwidthGroup) async throws {
        try await getBandwidthControl().deleteBandwidthGroup(name: group.name)
    }

    /// Makes the parallel ports these, and no others.
    fileprivate func setParallelPorts(_ ports: [ParallelPort]) async throws {
        for slot in 0..<MachineSpec.parallelPortLimit {
            let remote = try await getParallelPort(slot: UInt32(slot))
            if slot < ports.count { try await PortAttributes.parallel.write(ports[slot], to: remote) }
            try await remote.setEnabled(slot < ports.count && ports[slot].enabled != false)
        }
    }
}
