//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// How a machine's drives and disks can be changed in the state that it is in.
enum DriveAccess: Sendable {
    /// Off: everything can be.
    case off
    /// It runs, or is paused: what can be parted from it meanwhile.
    case running

    /// - Throws: ``VMFestError`` with `invalidState` for a machine in any other state.
    init(_ phase: MachinePhase) throws {
        switch phase {
        case .off, .aborted: self = .off
        case .running, .paused: self = .running
        case .saved:
            throw VMFestError(
                .invalidState,
                "the machine has a saved state, which needs it as it was; start it, or give the state up with 'vmfest"
                    + " discard'")
        case .stuck, .changing:
            throw VMFestError(.invalidState, "the machine is \(phase); power it off first")
        }
    }
}

extension Machine {
    /// Changes the machine's drives and disks, alone among what this program does with the machine.
    ///
    /// The work is told whether the machine runs, and saves the settings itself.
    func changingDrives<Value: Sendable>(
        _ action: String, until deadline: Deadline,
        _ work: @Sendable (HostScope, VirtualBoxAPI.Machine, DriveAccess) async throws -> Value
    ) async throws -> Value {
        try await changing(action) { scope, machine in
            // What can not be is refused before anybody is waited for.
            let phase = MachinePhase(try await machine.getState())
            if phase != .changing { _ = try DriveAccess(phase) }
            return try await scope.withLock(on: machine, id: key, until: deadline) { locked, phase in
                try await work(scope, locked.machine(), DriveAccess(phase))
            }
        }
    }
}
