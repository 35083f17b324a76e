//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBox
package import VirtualBoxAPI

// Every verb is idempotent: "already so" is success. Each returns when the new state is reached and the machine can be
// locked again. What each does in every state is the table in <doc:LifeCycle>.
extension Machine {
    /// Starts the machine, goes on from its saved state, or resumes it when it is paused.
    ///
    /// Returns when the machine runs, which is long before its guest is up. Rests on `IMachine::launchVMProcess`, and
    /// for encrypted disks on `IMedium::checkEncryptionPassword` and `IConsole::addEncryptionPassword`.
    ///
    /// - Parameters:
    ///   - frontend: who sees the machine's screen.
    ///   - diskPasswords: the passwords of the machine's encrypted disks, in any order; each disk takes the one that is
    ///     its own, and others are no error. They are given to the machine's process and kept nowhere else. Over `http`
    ///     they cross the network as they are.
    ///   - limit: how long it may take, including the wait for a lock that someone else holds.
    /// - Throws: ``VMFestError``: `startFailed` with VirtualBox's complaints and the end of the machine's log,
    ///   `invalidArgument` for an encrypted disk whose password is not among those given, before anything is started;
    ///   `invalidState` for a stuck machine, `locked`, `inaccessible`, `noSuchMachine`, `timeLimit`, and the codes about
    ///   the host. A machine that did not get its passwords is as it was before.
    public func start(
        _ frontend: Frontend = .headless, diskPasswords: [String] = [], within limit: Duration = .seconds(120)
    ) async throws {
        try await perform(.start, within: limit, frontend: frontend, diskPasswords: diskPasswords)
    }

    /// Stops the machine in mid-execution.
    ///
    /// Rests on `IConsole::pause`.
    ///
    /// - Throws: ``VMFestError``: `invalidState` for a machine that does not run, and as ``start(_:diskPasswords:within:)``.
    public func pause(within limit: Duration = .seconds(30)) async throws {
        try await perform(.pause, within: limit)
    }

    /// Lets a paused machine go on.
    ///
    /// VirtualBox itself pauses a machine whose guest's disk it can not write, and pauses it again if nothing has changed; that
    /// is told where it happens at once. Rests on `IConsole::resume`.
    ///
    /// - Throws: ``VMFestError``: `invalidState` for a machine that is not paused; where VirtualBox pauses it again at once,
    ///   `noSpace` when a disk of the host is full and otherwise `invalidState`; and as ``start(_:diskPasswords:within:)``.
    public func resume(within limit: Duration = .seconds(30)) async throws {
        try await perform(.resume, within: limit)
    }

    /// Asks the guest to switch itself off, by its power button, and waits until it has.
    ///
    /// A paused machine is resumed first. The button is pressed again every few seconds, since a guest that is still
    /// booting does not hear it. A machine whose state is saved counts as stopped. Rests on `IConsole::powerButton`.
    ///
    /// - Parameters:
    ///   - limit: how long the guest may take.
    ///   - force: whether to power the machine off when the guest did not react in time, or is stuck, or can not be resumed.
    /// - Throws: ``VMFestError``: `timeLimit` when the guest did not react, and as ``resume(within:)``.
    public func stop(within limit: Duration = .seconds(60), force: Bool = false) async throws {
        do {
            try await perform(.stop, within: limit)
        } catch let error as VMFestError
            where force && [.timeLimit, .invalidState, .noSpace].contains(error.code)
        {
            try await powerOff()
        }
    }

    /// Switches the machine off at once, as if its plug were pulled.
    ///
    /// A machine whose state is saved counts as off and keeps that state. Rests on `IConsole::powerDown`.
    ///
    /// - Throws: ``VMFestError``, as ``start(_:diskPasswords:within:)``.
    public func powerOff(within limit: Duration = .seconds(60)) async throws {
        try await perform(.powerOff, within: limit)
    }

    /// Restarts the guest at once, as if the reset button were pressed.
    ///
    /// A paused machine is resumed first.
    ///
    /// Rests on `IConsole::reset`.
    ///
    /// - Throws: ``VMFestError``: `invalidState` for a machine that does not run, and as ``start(_:diskPasswords:within:)``.
    public func reset(within limit: Duration = .seconds(30)) async throws {
        try await perform(.reset, within: limit)
    }

    /// Saves what the machine is doing to disk and switches it off; the next start goes on from there.
    ///
    /// Rests on `IMachine::saveState`.
    ///
    /// - Throws: ``VMFestError``: `invalidState` for a machine that does not run, and as ``start(_:diskPasswords:within:)``.
    public func save(within limit: Duration = .seconds(300)) async throws {
        try await perform(.save, within: limit)
    }

    /// Gives up the saved state: the machine is switched off then, as if its plug had been pulled, and its next start is
    /// a boot.
    ///
    /// A machine that is switched off has none, which is success. Rests on `IMachine::discardSavedState`.
    ///
    /// - Throws: ``VMFestError``: `invalidState` for a machine that runs, and as ``start(_:diskPasswords:within:)``.
    public func discardState(within limit: Duration = .seconds(30)) async throws {
        try await perform(.discard, within: limit)
    }

    /// Removes the machine for good, from whatever state, with its own disks, its snapshots and its folder.
    ///
    /// A running machine is powered off first. Its own are the disks in its folder; an image, a disk elsewhere and a
    /// disk that something else uses are left alone. That the machine is gone already is success. Rests on
    /// `IMachine::unregister` and `IMachine::deleteConfig`.
    ///
    /// A process that has not switched the machine off in half of that time, as VirtualBox's hangs now and then, is ended where the
    /// host is this computer.
    ///
    /// - Throws: ``VMFestError``: `inUse` when linked clones are based on it, with their names, and it goes on with what it is
    ///   doing then; `locked` when someone else holds the machine; and as ``start(_:diskPasswords:within:)``.
    public func destroy(within limit: Duration = .seconds(120)) async throws {
        do {
            try await perform(.destroy, within: limit)
        } catch let error as VMFestError where error.code == .noSuchMachine {
            return
        }
    }

    private func perform(
        _ verb: Verb, within limit: Duration, frontend: Frontend = .headless, diskPasswords: [String] = []
    ) async throws {
        let deadline = Deadline.within(limit)
        try await VMFestError.during(verb.rawValue, of: key) {
            try await host.service.withVirtualBox(repeatable: true) { scope in
                let machine = try await find(in: scope)
                var cycle = LifeCycle(verb: verb, scope: scope, machine: machine, key: key, deadline: deadline)
                (cycle.frontend, cycle.diskPasswords) = (frontend, diskPasswords)
                do {
                    try await cycle.run()
                } catch let error as VirtualBoxError where error.code == .gone {
                    let reason = try await reason(of: error, machine, in: scope)
                    guard verb == .destroy, (reason as? VMFestError)?.code == .inaccessible else { throw reason }
                    try await cycle.perform(.remove)
                }
            }
        }
    }

    /// The remote object, in a scope.
    package func find(in scope: HostScope) async throws -> VirtualBoxAPI.Machine {
        do {
            return try await scope.box.findMachine(nameOrId: key)
        } catch let error as VirtualBoxError where error.code == .notFound {
            throw VMFestError(.noSuchMachine, "there is no such machine on \(host.url)")
        }
    }

    /// The error that says why a machine is inaccessible.
    package func inaccessible(_ machine: VirtualBoxAPI.Machine) async -> VMFestError {
        let reason = try? await machine.getAccessError()?.getText()
        let file = try? await machine.getSettingsFilePath()
        return VMFestError(
            .inaccessible,
            "VirtualBox can not read its settings, so it can only be destroyed or repaired by hand"
                + (file.map { " ('\($0)-prev' has them as they were before the last change)" } ?? "")
                + (reason.map { ": \($0)" } ?? ""))
    }
}
