//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// A guest as VirtualBox's guest control reaches it: a session of a user in it, inside a scope.
///
/// Every call goes to the machine's process, so each takes its turn there, beside others like it; none blocks for longer
/// than ``slice``, and whoever wants to switch the machine off waits no longer than that.
struct GuestControl: Sendable {
    /// The longest time that one call may block the service's thread, in milliseconds.
    static let slice: UInt32 = 500

    /// The machine's UUID.
    let key: String
    let session: GuestSession

    /// Makes one call to the machine's process, or a few that belong together.
    func call<Value>(_ work: () async throws -> Value) async throws -> Value {
        try await Self.call(key, work)
    }

    static func call<Value>(_ key: String, _ work: () async throws -> Value) async throws -> Value {
        try await Turnstile.shared.withTurn(key, shared: true, work)
    }
}

extension Machine {
    /// Lends the console of the running machine, under a shared lock, for as long as the work takes.
    ///
    /// A shared lock on a machine that does not run would keep others from it, so it is looked at first.
    func withConsole<Value: Sendable>(
        in states: Set<MachineState> = [.running], until deadline: Deadline, _ work: (Console) async throws -> Value
    ) async throws -> Value {
        try await host.service.withVirtualBox { scope in
            let machine = try await find(in: scope)
            let state = try await machine.currentState()
            guard states.contains(state) else {
                throw VMFestError(.invalidState, "it is \(state.rawValue), so its guest can not be reached")
            }
            return try await scope.withLock(.shared, on: machine, id: key, until: deadline) { locked in
                try await work(locked.console())
            }
        }
    }

    /// Lends a session of a user in the guest.
    func withGuestControl<Value: Sendable>(
        _ login: GuestLogin, until deadline: Deadline, _ work: (GuestControl) async throws -> Value
    ) async throws -> Value {
        try await withConsole(until: deadline) { console in
            let key = key
            let opened = try await GuestControl.call(key) {
                try await GuestControl.create(console.getGuest(), login)
            }
            let control = GuestControl(key: key, session: opened)
            let outcome: Result<Value, any Error>
            do {
                try await control.waitUntilStarted(login, deadline)
                outcome = .success(try await work(control))
            } catch {
                outcome = .failure(error)
            }
            // A session that is left open stays a process in the guest. One whose machine is gone needs no closing.
            await uncancelled { try? await GuestControl.call(key) { try await opened.close() } }
            return try outcome.get()
        }
    }
}

extension GuestControl {
    fileprivate static func create(_ guest: Guest, _ login: GuestLogin) async throws -> GuestSession {
        do {
            return try await guest.createSession(
                user: login.user, password: login.password ?? "", domain: "", sessionName: "vmfest")
        } catch let error as VirtualBoxError where error.code == .notReady {
            throw VMFestError(
                .guestNotReady, "the guest's Guest Additions do not answer: they are not installed, or not up yet")
        }
    }

    /// Waits until the guest has let the user in.
    ///
    /// A guest that was restored a moment ago may not have noticed that its sessions are gone; the deadline decides.
    fileprivate func waitUntilStarted(_ login: GuestLogin, _ deadline: Deadline) async throws {
        while true {
            try Task.checkCancellation()
            do {
                _ = try await call {
                    try await session.waitForArray(waitFor: [.start], timeoutMS: Self.slice)
                }
            } catch let error as VirtualBoxError where error.resultCode == .iprtError {
                throw refusal(error, login)
            }
            switch try await call({ try await session.getStatus() }) {
            case .started: return
            case .undefined, .starting: if deadline.hasPassed { throw DeadlinePassed() }
            default: throw refusal(nil, login)
            }
        }
    }

    /// Why the guest did not let the user in, as far as VirtualBox tells: its code is the same for every reason.
    private func refusal(_ error: VirtualBoxError?, _ login: GuestLogin) -> VMFestError {
        guard let error else { return VMFestError(.guestNotReady, "the guest gave up the session while it was opened") }
        var failure = VMFestError(error)
        if error.message.contains("not able to logon") {
            failure.code = .guestLogonRefused
            failure.message = "the guest does not let '\(login.user)' in: the user or the password is wrong"
        } else {
            failure.code = .guestNotReady
            failure.message = "the guest's Guest Additions do not open a session: \(error.message)"
        }
        return failure
    }
}
