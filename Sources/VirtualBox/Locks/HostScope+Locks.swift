//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import SOAP
import Synchronization
package import VirtualBoxAPI

/// How a machine is locked.
package enum MachineLock: Sendable, Hashable {
    /// Beside whoever runs or edits the machine: the console of a running machine, and what may be changed on it.
    /// On a machine that nobody has locked it is as good as ``write``.
    case shared
    /// Alone: everything may be changed. Not possible while the machine runs.
    case write

    var type: LockType {
        switch self {
        case .shared: .shared
        case .write: .write
        }
    }
}

/// A machine while it is locked.
package struct LockedMachine: Sendable {
    /// The session object that carries the lock.
    package let session: Session

    /// The machine as it can be changed.
    ///
    /// Changes are lost unless `saveSettings` is called before the lock ends.
    package func machine() async throws -> Machine {
        try await session.getMachine()
    }

    /// The running machine's console.
    ///
    /// - Throws: ``VirtualBoxError`` with `invalidState` where the machine does not run.
    package func console() async throws -> Console {
        guard let console = try await session.getConsole() else {
            throw VirtualBoxError(.invalidState, "the machine does not run", operation: "ISession_getConsole")
        }
        return console
    }
}

extension HostScope {
    /// Locks a machine, runs work and unlocks, however the work ended.
    ///
    /// A lock that someone else holds is waited for, and taken as soon as it is free.
    ///
    /// - Parameters:
    ///   - session: the session object that carries the lock; nil makes one.
    ///   - whileOff: whether the lock is given up once somebody has started the machine, whose process has the lock for as
    ///     long as it runs; if not, its end is waited for.
    /// - Throws: ``VirtualBoxError`` with `locked` when the deadline passed; it names the holder. With `whileOff`,
    ///   `invalidState` for a machine that was started.
    package func withLock<Value: Sendable>(
        _ lock: MachineLock,
        on machine: Machine,
        id: String,
        with session: Session? = nil,
        whileOff: Bool = false,
        until deadline: Deadline,
        _ work: (LockedMachine) async throws -> Value
    ) async throws -> Value {
        let session = if let session { session } else { try await sessionObject() }
        try await onceUnlocked(machine, id: id, whileOff: whileOff, until: deadline) {
            do {
                try await machine.lockMachine(session: session, lockType: lock.type)
            } catch let error as VirtualBoxError where error.code == .locked {
                // A request that the service had twice found the machine locked by itself.
                guard try await session.getState() == .locked else { throw error }
            }
        }
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await work(LockedMachine(session: session)))
        } catch {
            outcome = .failure(await describe(error))
            await letOperationEnd(of: machine)
        }
        return try await unlock(session, after: outcome)
    }

    /// Waits for the end of a long operation that failed here and goes on there, as it does when its answer is lost.
    ///
    /// A machine that is off is for ever in the middle of it when the lock is given back meanwhile.
    private func letOperationEnd(of machine: Machine) async {
        let operations: Set = [MachineState.snapshotting, .restoringSnapshot, .deletingSnapshot]
        let deadline = Deadline.within(.seconds(600))
        await uncancelled {
            while let state = try? await machine.getState(), operations.contains(state), !deadline.hasPassed {
                try? await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    /// Locks a machine for work that is possible in several states, runs the work and unlocks.
    ///
    /// It is locked beside its process, or alone where it has none: a lock beside that of somebody else who edits it would
    /// end with theirs, in the middle of the work.
    ///
    /// - Parameter work: is told what the machine is doing, which is never `changing`.
    package func withLock<Value: Sendable>(
        on machine: Machine,
        id: String,
        until deadline: Deadline,
        _ work: (LockedMachine, MachinePhase) async throws -> Value
    ) async throws -> Value {
        while true {
            let phase = try await settledPhase(of: machine, id: id, until: deadline)
            do {
                return try await withLock(
                    phase.hasProcess ? .shared : .write, on: machine, id: id, whileOff: !phase.hasProcess,
                    until: deadline
                ) { locked in
                    guard try await locked.isStill(phase) else { throw Moved() }
                    return try await work(locked, phase)
                }
            } catch is Moved {
                continue
            } catch let error as VirtualBoxError where error.isStartOfSomebodyElse {
                continue
            }
        }
    }

    /// What a machine is doing, once it is no longer on the way from one state to another.
    @discardableResult
    package func settledPhase(
        of machine: Machine, id: String, until deadline: Deadline
    ) async throws -> MachinePhase {
        try await wait(on: id, until: deadline) {
            let phase = MachinePhase(try await machine.getState())
            return phase == .changing ? nil : phase
        }
    }

    /// Starts a machine's process and waits until it runs or has failed; then only the process keeps its lock.
    ///
    /// - Parameter frontend: `headless`, `gui` or `sdl`.
    /// - Throws: ``VirtualBoxError``: `invalidState` when somebody else starts it first; `locked` when the deadline passed; and
    ///   why it can not be started.
    package func launch(
        _ machine: Machine,
        id: String,
        frontend: String,
        environment: [String] = [],
        until deadline: Deadline,
        report: ProgressHandler? = nil
    ) async throws {
        let session = try await sessionObject()
        let outcome: Result<Void, any Error>
        do {
            let progress = try await onceUnlocked(machine, id: id, whileOff: true, until: deadline) { () -> Progress? in
                do {
                    return try await machine.launchVMProcess(
                        session: session, name: frontend, environmentChanges: environment)
                } catch let error as VirtualBoxError where error.code == .locked {
                    // See ``withLock``.
                    guard try await [.spawning, .locked].contains(session.getState()) else { throw error }
                    return nil
                }
            }
            if let progress {
                try await finish(progress, of: "IMachine_launchVMProcess", until: deadline, report: report)
            } else {
                try await settledPhase(of: machine, id: id, until: deadline)
            }
            outcome = .success(())
        } catch {
            outcome = .failure(await describe(error))
        }
        try await unlock(session, after: outcome)
    }

    /// Tries something that a lock of someone else stands against, and tries again whenever the machine's lock changed hands.
    ///
    /// The lock of a program that is no longer there is given back in its name.
    ///
    /// - Parameter whileOff: whether it is given up, with `invalidState`, once somebody has started the machine.
    package func onceUnlocked<Value: Sendable>(
        _ machine: Machine,
        id: String,
        whileOff: Bool = false,
        until deadline: Deadline,
        _ attempt: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let hasReleased = Mutex(false)
        do {
            return try await wait(on: id, until: deadline) {
                do {
                    return try await attempt()
                } catch let error as VirtualBoxError where error.code == .locked {
                    guard whileOff, try await machine.isStarted() else {
                        let isFirst = hasReleased.withLock { hasReleased in
                            defer { hasReleased = true }
                            return !hasReleased
                        }
                        if isFirst { try await releaseAbandonedLocks(until: deadline) }
                        return nil
                    }
                    throw VirtualBoxError(
                        .invalidState, "somebody else started the machine in this moment", operation: error.operation,
                        underlying: StartedBySomebodyElse())
                }
            }
        } catch is DeadlinePassed {
            throw await holder(of: machine)
        }
    }

    /// The error that says who holds a machine's lock and what would free it.
    package func holder(of machine: Machine) async -> VirtualBoxError {
        let state = try? await machine.getSessionState()
        let name = (try? await machine.getSessionName()) ?? ""
        let process = (try? await machine.getSessionPID()) ?? 0
        let isRunning = (try? await machine.getState()).map { MachinePhase($0).hasProcess } ?? false
        let who = name.isEmpty ? "another session" : "the session '\(name)'"
        let pid = process == 0 || process == .max ? "" : " (process \(process))"
        let remedy =
            switch state {
            case .spawning: "it is just being started: wait until it runs"
            case .unlocking: "it is just being unlocked: try again"
            default:
                isRunning
                    ? "the lock ends when the machine is switched off"
                    : "it ends when that program closes the machine or exits"
            }
        let message = "the machine is locked by \(who)\(pid); \(remedy)"
        return VirtualBoxError(.locked, message, operation: "IMachine_lockMachine")
    }

    private func unlock<Value>(_ session: Session, after outcome: Result<Value, any Error>) async throws -> Value {
        let id = session.reference.id
        let failures = await self.session.settle { $0.isSaving || $0.parameters.contains { $0.text == id } }
        guard let failure = failures.first else { return try outcome.get() }
        if case .failure(var error as VirtualBoxError) = outcome {
            error.cleanUpFailures += failures
            throw error
        }
        _ = try outcome.get()
        throw failure
    }
}

/// The machine was in another state than the one that its lock was chosen for.
private struct Moved: Error {}

extension LockedMachine {
    fileprivate func isStill(_ phase: MachinePhase) async throws -> Bool {
        do {
            return try await MachinePhase(machine().getState()) == phase
        } catch let error as VirtualBoxError where error.code == .gone {
            // The lock was beside a process that has ended since.
            return false
        }
    }
}

/// Why a lock of a machine that is off is no longer waited for.
private struct StartedBySomebodyElse: Error {}

extension VirtualBoxError {
    /// Whether somebody else started the machine first, which may be off again by now.
    package var isStartOfSomebodyElse: Bool { underlying is StartedBySomebodyElse }
}

extension Machine {
    /// Whether it has a process that it keeps: one that is just being started may yet fail.
    fileprivate func isStarted() async throws -> Bool {
        let phase = MachinePhase(try await getState())
        return phase.hasProcess && phase != .changing
    }
}
