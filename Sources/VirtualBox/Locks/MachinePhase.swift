//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

/// What a machine's state means for what can be done with it.
package enum MachinePhase: Sendable, Hashable, CaseIterable {
    /// Switched off, never started included.
    case off
    /// Its process ended without being asked to.
    case aborted
    /// Off, with a state to go on from.
    case saved
    /// Executing.
    case running
    /// Stopped in mid-execution by request.
    case paused
    /// Stopped in mid-execution by an error that it can not go on from.
    case stuck
    /// On the way from one state to another.
    case changing

    package init(_ state: MachineState) {
        switch state {
        case .poweredOff, .teleported: self = .off
        case .aborted: self = .aborted
        case .saved, .abortedSaved: self = .saved
        case .running: self = .running
        case .paused, .teleportingPausedVM: self = .paused
        case .stuck: self = .stuck
        default: self = .changing
        }
    }

    /// Whether a process of VirtualBox executes the machine.
    package var hasProcess: Bool {
        switch self {
        case .running, .paused, .stuck, .changing: true
        case .off, .aborted, .saved: false
        }
    }
}
