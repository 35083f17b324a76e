//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Finds out who has the locks of machines.
struct LockSearch: Sendable {
    let host: Host
    let scope: HostScope

    /// Who has a machine's lock; nil where nobody has it, or the machine is inaccessible or just went.
    func holder(of machine: Machine, _ remote: VirtualBoxAPI.Machine) async throws -> LockHolder? {
        do {
            async let state = remote.getState()
            async let lock = remote.getSessionState()
            guard try await lock != .unlocked else { return nil }
            async let name = remote.getName()
            async let session = remote.getSessionName()
            async let process = remote.getSessionPID()
            let number = try await process
            let id = number == 0 || number == .max ? nil : Int(number)
            let called = try await session
            let phase = try await MachinePhase(state)
            return try await LockHolder(
                machine: machine, name: name, isRunning: phase.hasProcess, isChanging: phase == .changing,
                session: called.isEmpty ? nil : called, process: id,
                program: host.isThisComputer ? HolderProcess(id)?.program() : nil)
        } catch let error as VirtualBoxError where error.code == .gone {
            return nil
        }
    }
}

extension Machine {
    /// Who has the machine's lock; nil where nobody has it.
    ///
    /// Rests on `IMachine::getSessionState`, `IMachine::getSessionName` and `IMachine::getSessionPID`.
    ///
    /// - Throws: ``VMFestError``: `noSuchMachine`, and the codes about the host.
    public func lockHolder() async throws -> LockHolder? {
        try await VMFestError.during("look at the lock", of: key) {
            try await host.service.withVirtualBox { scope in
                try await LockSearch(host: host, scope: scope).holder(of: self, find(in: scope))
            }
        }
    }
}
