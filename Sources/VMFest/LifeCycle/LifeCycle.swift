//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// A verb at work on one machine, inside a scope: look, take the table's next step, look again, until it is so.
///
/// Looking first is no promise: when the state changed in between, VirtualBox refuses the step, and the next look
/// finds the new state.
struct LifeCycle: Sendable {
    let verb: Verb
    let scope: HostScope
    let machine: VirtualBoxAPI.Machine
    let key: String
    let deadline: Deadline
    var frontend = Frontend.headless

    /// Passwords of encrypted disks, for a start.
    var diskPasswords: [String] = []

    /// Takes steps until the verb's goal is reached.
    func run() async throws {
        var taken: Set<Action> = []
        while true {
            let (state, session) = try await look(atSession: !taken.isEmpty)
            switch verb.step(in: MachinePhase(state)) {
            case .done:
                return try await settle(in: state, session: session, hasActed: !taken.isEmpty)
            case .refuse(let reason):
                throw VMFestError(.invalidState, reason)
            case .wait:
                try await leave(state)
            case .act(.launch) where taken.contains(.launch):
                // It ran, and does no longer: its guest switched itself off, or its process died.
                guard MachinePhase(state) == .aborted else {
                    return try await settle(in: state, session: session, hasActed: true)
                }
                throw await startFailure(VirtualBoxError(.failed, "it was started, and its process ended at once"))
            case .act(let action):
                // What was switched off to be removed is not left like that.
                if deadline.hasPassed, action != .remove || taken.isEmpty { throw DeadlinePassed() }
                if action == .resume, taken.contains(.resume), let reason = await MachineLog(machine).pauseReason() {
                    throw reason.error
                }
                guard try await take(action, from: state) else { continue }
                taken.insert(action)
                if action == .reset || action == .remove { return }
            }
        }
    }

    /// What the machine is doing and, where that is asked for, who has it.
    private func look(atSession: Bool) async throws -> (VirtualBoxAPI.MachineState, SessionState?) {
        guard atSession else { return (try await machine.getState(), nil) }
        async let session = machine.getSessionState()
        return (try await machine.getState(), try await session)
    }

    /// Takes one step.
    ///
    /// False when the machine was no longer in the state in which the step was chosen.
    private func take(_ action: Action, from state: VirtualBoxAPI.MachineState) async throws -> Bool {
        do {
            try await perform(action)
            return true
        } catch let error as VirtualBoxError where error.code == .invalidState || error.code == .gone {
            if error.isStartOfSomebodyElse { return false }
            guard try await machine.getState() != state else { throw error }
            return false
        }
    }

    /// Waits until the machine has left a state.
    private func leave(_ state: VirtualBoxAPI.MachineState) async throws {
        do {
            try await scope.wait(on: key, until: state == .stopping ? patience : deadline) {
                try await machine.getState() == state ? nil : ()
            }
        } catch is DeadlinePassed {
            if state == .stopping, try await hasEndedHangingProcess() { return }
            throw VMFestError(
                .timeLimit, "it is still \(MachineState(state).rawValue) after the time limit; \(Self.hangRemedy)")
        }
    }

    /// How long the machine may take to switch off: where it is to go, some of the time is for ending a process that hangs.
    var patience: Deadline { verb == .destroy ? deadline.half : deadline }

    /// Ends the process of a machine that is to go and does not switch off, where that is possible.
    func hasEndedHangingProcess() async throws -> Bool {
        guard verb == .destroy else { return false }
        return try await HangingProcess(scope: scope, machine: machine, key: key).end(until: .within(.seconds(30)))
    }

    /// What helps where VirtualBox hangs.
    static let hangRemedy = "if it hangs there, 'vmfest unlock --force' ends its process, as if its plug were pulled"

    /// Waits until the machine can be locked again: VirtualBox reports the new state a moment earlier.
    private func settle(
        in state: VirtualBoxAPI.MachineState, session: SessionState?, hasActed: Bool
    ) async throws {
        let phase = MachinePhase(state)
        @Sendable func isSettled(_ session: SessionState) -> Bool {
            session == .unlocked || session == .locked && (phase.hasProcess || !hasActed)
        }
        if let session, isSettled(session) { return }
        try await scope.giveTime(.seconds(10), toFree: machine, id: key, until: deadline, isSettled)
    }
}
