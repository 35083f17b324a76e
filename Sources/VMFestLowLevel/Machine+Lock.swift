//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import VMFest
import VirtualBox
import VirtualBoxAPI

extension VMFest.Machine {
    /// Locks the machine, does something with it by VirtualBox's own interface, and unlocks it, however the work ended.
    ///
    /// What the lock permits is in the type that the work is given: `.write` gives a ``WriteLocked`` machine, whose every
    /// setting can be changed; `.shared` a ``SharedLocked`` one, which may run and has a console. A lock that someone
    /// else holds is waited for, and taken as soon as it is free.
    ///
    /// Changes are saved when the work ends, and dropped when it throws. Changes to a running machine happen at once.
    ///
    /// ```swift
    /// try await machine.withLock(.write) { try await $0.machine.setTeleporterPort(6000) }
    /// ```
    ///
    /// Rests on `IMachine::lockMachine`, `IMachine::saveSettings` and `ISession::unlockMachine`.
    ///
    /// - Parameters:
    ///   - kind: `.write` or `.shared`.
    ///   - limit: how long a lock of someone else is waited for; the work has no limit.
    ///   - work: what is done. It must not start, change or destroy the same machine in VMFest's way: that waits for the
    ///     lock.
    /// - Returns: what the work gives.
    /// - Throws: ``VMFest/VMFestError``: `noSuchMachine`, `inaccessible`, `locked` when the lock was not free in time, and
    ///   whatever `Host.withVirtualBox` throws.
    public func withLock<Locked: Sendable, Value: Sendable>(
        _ kind: LockKind<Locked>, within limit: Duration = .seconds(30), _ work: (Locked) async throws -> Value
    ) async throws -> Value {
        let deadline = Deadline.within(limit)
        return try await VMFestError.outward("use VirtualBox's interface", of: "\(self)") {
            try await host.service.withVirtualBox { scope in
                let vbox = VirtualBoxScope(scope, on: host)
                let machine = try await vbox.remote(self)
                guard try await machine.getAccessible() else { throw await inaccessible(machine) }
                return try await scope.withLock(kind.lock, on: machine, id: "\(self)", until: deadline) { locked in
                    let value = try await work(kind.locked(vbox, locked))
                    let changed = try await locked.machine()
                    if try await changed.getSettingsModified() { try await changed.saveSettings() }
                    return value
                }
            }
        }
    }
}
