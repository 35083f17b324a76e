//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

/// Something that happened on the host, as the web service tells it.
package enum ServiceEvent: Sendable, Hashable {
    /// A machine is in a new state.
    case machineState(machine: String, state: MachineState)
    /// A machine's lock was taken or given back.
    case sessionState(machine: String, state: SessionState)
    /// A machine was registered or unregistered.
    case machineRegistered(machine: String, registered: Bool)
    /// A guest property was set or, with an empty value, deleted.
    case guestProperty(machine: String, name: String, value: String)
    /// A machine's settings were changed.
    case machineData(machine: String)
    /// Extra data was set or, with an empty value, removed; without a machine it is the host's own.
    case extraData(machine: String?, key: String, value: String)
    /// Something became of a snapshot.
    case snapshot(machine: String, snapshot: String, change: SnapshotChange)
    /// A disk or a disc image became known to the host, or was forgotten.
    case mediumRegistered(medium: String, type: DeviceType, registered: Bool)
    /// A port forward came or went, while its machine runs.
    case redirect(machine: String, name: String, removed: Bool)
    /// Events may have been missed: whoever waits must look again.
    case missed

    /// What became of a snapshot.
    package enum SnapshotChange: Sendable, Hashable {
        case taken, deleted, changed, restored
    }

    /// The machine that the event is about; nil for one about no machine, and for ``missed``.
    package var machine: String? {
        switch self {
        case .machineState(let machine, _), .sessionState(let machine, _), .machineRegistered(let machine, _),
            .guestProperty(let machine, _, _), .machineData(let machine), .snapshot(let machine, _, _),
            .redirect(let machine, _, _):
            machine
        case .extraData(let machine, _, _): machine
        case .mediumRegistered, .missed: nil
        }
    }
}
