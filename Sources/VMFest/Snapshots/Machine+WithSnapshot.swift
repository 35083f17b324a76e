//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Logging
import VirtualBox

extension Machine {
    /// Does something with the machine, then takes it back to what it was before, however that ended.
    ///
    /// A snapshot is taken, the work is done, the snapshot is restored and removed. A machine that ran runs again and goes
    /// on where it was; so does one that was paused, saved or off. This holds when the work throws or the task is
    /// cancelled, too. Nothing is left of the snapshot, unless this program is killed meanwhile: then it stays, under a name
    /// that begins with `vmfest-with-`, and ``Host/health()`` tells of it. Nobody but you knows whether what was done since is
    /// worth keeping, so nothing goes back to it or removes it by itself.
    ///
    /// One program at a time can do this with a machine; others who try meanwhile are refused. The work itself may do it
    /// again.
    ///
    /// ```swift
    /// try await machine.withSnapshot {
    ///     try await machine.execute("./destructive-test")
    /// }
    /// ```
    ///
    /// Rests on `IMachine::takeSnapshot`, `IMachine::restoreSnapshot` and `IMachine::deleteSnapshot`.
    ///
    /// - Parameters:
    ///   - limit: how long taking the snapshot may take, and then going back; the work has no limit.
    ///   - work: what is done in between; it may do anything with the machine but destroy it.
    /// - Returns: what the work gives.
    /// - Throws: what the work throws; ``VMFestError`` with `inUse` when somebody else is at it, or why no snapshot can be
    ///   taken, or why the machine can not be taken back.
    ///   When both the work and going back fail, the error is the work's, with the other among its
    ///   ``VMFestError/cleanUpFailures`` where it has them, and in the log.
    public func withSnapshot<Value: Sendable>(
        within limit: Duration = .seconds(300), _ work: () async throws -> Value
    ) async throws -> Value {
        let turn = SnapshotTurn(service: host.service, machine: key)
        return try await turn.during {
            let before = try await state()
            let snapshot = try await takeSnapshot(
                turn.snapshot, description: "taken by a program that goes back to it", within: limit)
            let outcome: Result<Value, any Error>
            do { outcome = .success(try await work()) } catch { outcome = .failure(error) }
            do {
                try await uncancelled { try await goBack(to: snapshot, before, within: limit) }
            } catch {
                guard case .failure(let failure) = outcome else { throw error }
                host.service.logger.warning(
                    "a machine could not be taken back to a snapshot",
                    metadata: ["machine": "\(self)", "snapshot": "\(snapshot.name)", "error": "\(error)"])
                throw VMFestError.adding(["the snapshot '\(snapshot.name)': \(error)"], to: failure)
            }
            return try outcome.get()
        }
    }

    private func goBack(to snapshot: Snapshot, _ before: MachineState, within limit: Duration) async throws {
        try await restore(snapshot, force: true, within: limit)
        try await removeSnapshot(snapshot, within: limit)
        switch before {
        case .running: try await start(within: limit)
        case .paused:
            try await start(within: limit)
            try await pause(within: limit)
        default: break
        }
    }
}
