//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

extension Machine {
    /// Waits until the machine has come as far as a rung.
    ///
    /// It ends early when the machine stops running, or does not run at all and is not on its way to. Rests on
    /// VirtualBox's events for states and guest properties; ports, SSH and logins are tried.
    ///
    /// - Parameters:
    ///   - rung: how far.
    ///   - login: who logs in; needed for ``Rung/login``, and for ``Rung/ready`` with guests that do not tell themselves.
    ///   - access: how the login is tried.
    ///   - limit: how long it may take in all.
    /// - Throws: ``VMFestError``: `timeLimit`, `invalidState` when the machine stopped, `noSuchMachine`, and the codes
    ///   about the host. The message names the last rung that was reached, ``VMFestError/log`` has the end of the serial
    ///   port's file or of the machine's log, and ``VMFestError/screenshot`` names a picture of the screen.
    public func wait(
        until rung: Rung, login: GuestLogin? = nil, via access: GuestAccess = .automatic,
        within limit: Duration = .seconds(300)
    ) async throws {
        let ladder = Ladder(machine: self, goal: rung, login: login, access: access, deadline: .within(limit))
        try await VMFestError.during("wait until \(rung)", of: key) { try await ladder.run() }
    }
}
