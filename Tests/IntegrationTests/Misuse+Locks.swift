//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Misuse {
    /// Misuses of a machine that someone else holds, or that nobody can hold.
    static let ofLocks: [Misuse] = [
        Misuse("IMachine_lockMachine", .invalidObjectState, "another session holds it") { stage in
            let machine = try await stage.machine()
            try await stage.withLock(machine) { _ in
                try await machine.lockMachine(session: stage.scope.sessionObject(), lockType: .write)
            }
        },
        Misuse("IMachine_lockMachine", .invalidObjectState, "it runs") { stage in
            let machine = try await stage.runningMachine()
            try await machine.lockMachine(session: stage.scope.sessionObject(), lockType: .write)
        },
        Misuse("IMachine_lockMachine", .accessDenied, "it is just being started") { stage in
            let machine = try await stage.machine()
            let (starter, latecomer) = try await (stage.scope.sessionObject(), stage.scope.sessionObject())
            let progress = try await machine.launchVMProcess(session: starter, name: "headless", environmentChanges: [])
            let outcome: Result<Void, any Error>
            do {
                outcome = .success(try await machine.lockMachine(session: latecomer, lockType: .shared))
            } catch {
                outcome = .failure(error)
            }
            try await stage.scope.finish(progress, of: "IMachine_launchVMProcess")
            try outcome.get()
        },
        Misuse("IMachine_lockMachine", .unexpected, "it is not registered") { stage in
            let machine = try await stage.unregisteredMachine()
            try await machine.lockMachine(session: stage.scope.sessionObject(), lockType: .write)
        },
        Misuse("IMachine_launchVMProcess", .invalidObjectState, "another session holds it") { stage in
            let machine = try await stage.machine()
            try await stage.withLock(machine) { _ in
                _ = try await machine.launchVMProcess(
                    session: stage.scope.sessionObject(), name: "headless", environmentChanges: [])
            }
        },
        Misuse("IMachine_launchVMProcess", .unexpected, "it is not registered") { stage in
            _ = try await stage.unregisteredMachine().launchVMProcess(
                session: stage.scope.sessionObject(), name: "headless", environmentChanges: [])
        },
        Misuse("IMachine_launchVMProcess", .invalidArgument, "no such frontend") { stage in
            _ = try await stage.machine().launchVMProcess(
                session: stage.scope.sessionObject(), name: "none", environmentChanges: [])
        },
        Misuse("IMachine_unregister", .invalidObjectState, "another session holds it") { stage in
            let machine = try await stage.machine()
            try await stage.withLock(machine) { _ in _ = try await machine.unregister(cleanupMode: .full) }
        },
    ]

    /// Misuses of a session object that has no lock.
    static let ofSession: [Misuse] = [
        Misuse("ISession_unlockMachine", .unexpected, "it has no lock") { stage in
            try await stage.scope.sessionObject().unlockMachine()
        },
        Misuse("ISession_getConsole", .unexpected, "it has no lock") { stage in
            _ = try await stage.scope.sessionObject().getConsole()
        },
        Misuse("ISession_getMachine", .unexpected, "it has no lock") { stage in
            _ = try await stage.scope.sessionObject().getMachine()
        },
    ]
}
