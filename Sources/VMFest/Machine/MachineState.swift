//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What a machine is doing.
public enum MachineState: String, Sendable, Hashable, Codable, CaseIterable {
    /// Switched off.
    case off
    /// Its process ended without being asked to; otherwise like ``off``.
    case aborted
    /// Off, with a saved state that the next start goes on from.
    case saved
    /// Being started.
    case starting
    /// Going on from a saved state.
    case restoring
    /// Executing.
    case running
    /// Stopped in mid-execution by request.
    case paused
    /// Stopped in mid-execution by an error that the machine can not go on from; it can be powered off or reset.
    case stuck
    /// Being switched off.
    case stopping
    /// Its state is being saved.
    case saving
    /// On the way between other states, for example while a snapshot is taken.
    case changing
    /// VirtualBox can not read its settings file; it can only be destroyed, or repaired by hand.
    case inaccessible
}
