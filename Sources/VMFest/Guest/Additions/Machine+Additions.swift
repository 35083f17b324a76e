//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// What the Guest Additions tell, now.
    ///
    /// That there are none, or none that are up yet, is no failure: the run level is then
    /// GuestAdditions/RunLevel/none. Rests on `IGuest`.
    ///
    /// - Parameter limit: how long it may take.
    /// - Throws: ``VMFestError``: `invalidState` for a machine that neither runs nor is paused; `locked`; `timeLimit`;
    ///   `noSuchMachine`; and the codes about the host.
    public func guestAdditions(within limit: Duration = .seconds(30)) async throws -> GuestAdditions {
        let deadline = Deadline.within(limit)
        return try await VMFestError.during("ask for the Guest Additions", of: key) {
            try await deadline.limit {
                try await withConsole(in: [.running, .paused], until: deadline) { console in
                    try await GuestControl.call(key) { try await GuestAdditions(of: console) }
                }
            }
        }
    }

    /// Waits until the Guest Additions have come as far as a run level, and gives what they tell then.
    ///
    /// The machine may still be on its way up. Rests on the events of `IGuest`.
    ///
    /// - Parameters:
    ///   - level: how far; they also are when they are further.
    ///   - limit: how long it may take in all.
    /// - Throws: ``VMFestError``: `timeLimit`, which says how far they were; `invalidState` when the machine does not run
    ///   or stops running meanwhile; `invalidArgument` for GuestAdditions/RunLevel/none; `locked`; `noSuchMachine`;
    ///   and the codes about the host.
    @discardableResult
    public func waitForGuestAdditions(
        _ level: GuestAdditions.RunLevel = .userland, within limit: Duration = .seconds(300)
    ) async throws -> GuestAdditions {
        let deadline = Deadline.within(limit)
        return try await VMFestError.during("wait for the Guest Additions", of: key) {
            guard level > .none else {
                throw VMFestError(.invalidArgument, "what is waited for is one of system, userland and desktop")
            }
            do {
                return try await deadline.limit {
                    try await waitUntilRunning()
                    return try await unlessStopped { try await waitForAdditions(level, deadline) }
                }
            } catch is DeadlinePassed {
                let words =
                    switch try? await guestAdditions(within: .seconds(5)) {
                    case .some(let now) where now.areUp: "their run level is '\(now.runLevel.rawValue)'"
                    case .some: "they are not installed, or not up yet"
                    case .none: "they can not be asked"
                    }
                throw VMFestError(
                    .timeLimit, "the Guest Additions did not get to '\(level.rawValue)' within the time limit: \(words)"
                )
            }
        }
    }

    /// Waits in a machine that runs.
    func waitForAdditions(_ level: GuestAdditions.RunLevel, _ deadline: Deadline) async throws -> GuestAdditions {
        try await withConsole(in: [.running, .paused], until: deadline) { console in
            let key = key
            let guest = try await GuestControl.call(key) { try await console.getGuest() }
            let source = try await GuestControl.call(key) { try await guest.getEventSource() }
            return try await source.wait(for: [.onGuestAdditionsStatusChanged]) { calls in
                try await GuestControl.call(key, calls)
            } _: {
                try await GuestControl.call(key) {
                    guard try await GuestAdditions.RunLevel(guest.getAdditionsRunLevel()) >= level else { return nil }
                    return try await GuestAdditions(of: console)
                }
            }
        }
    }
}
