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
    init(_ state: VirtualBoxAPI.MachineState) throws {
        switch MachinePhase(state) {
        case .off, .aborted: self = .off
        case .running, .paused: self = .running
        case .saved:
            throw VMFestError(
                .invalidState,
                "the machine has a saved state, which needs it as it was; start it, or give the state up with 'vmfest"
                    + " discard'")
        case .stuck, .changing:
            throw VMFestError(.invalidState, "the machine is \(MachineState(state).rawValue); wait, or power it off")
        }
    }

    var lock: MachineLock { self == .off ? .write : .shared }
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
            while true {
                let access = try DriveAccess(try await machine.getState())
                do {
                    return try await scope.withLock(
                        access.lock, on: machine, id: key, whileOff: access == .off, until: deadline
                    ) { locked in
                        try await work(scope, locked.machine(), access)
                    }
                } catch let error as VirtualBoxError where error.isStartOfSomebodyElse {
                    // It can be changed as one that runs.
                    continue
                }
            }
        }
    }
}
