//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

/// Something that happened on the host.
package enum HostEvent: Sendable, Hashable {
    /// A machine is in a new state.
    case machineState(machine: String, state: MachineState)
    /// A machine's lock was taken or given back.
    case sessionState(machine: String, state: SessionState)
    /// A machine was registered or unregistered.
    case machineRegistered(machine: String, registered: Bool)
    /// A guest property was set or, with an empty value, deleted.
    case guestProperty(machine: String, name: String, value: String)
    /// Events may have been missed: whoever waits must look again.
    case missed

    /// The machine that the event is about; nil for ``missed``.
    package var machine: String? {
        switch self {
        case .machineState(let machine, _), .sessionState(let machine, _), .machineRegistered(let machine, _),
            .guestProperty(let machine, _, _):
            machine
        case .missed: nil
        }
    }
}
