//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

extension Machine {
    /// Lends the files of the guest, as a user sees them, to work.
    ///
    /// The user is logged in once for all that the work does, and out when it ends, also when it is cancelled.
    ///
    /// ```swift
    /// try await machine.withGuestFiles(login) { files in
    ///     try await files.makeFolder("/srv/app/logs", withParents: true)
    ///     for file in try await files.list("/srv/app") { print(file.name, file.size) }
    /// }
    /// ```
    ///
    /// Rests on `IGuest::createSession`, or on the program `ssh` of this computer.
    ///
    /// - Parameters:
    ///   - login: as whom.
    ///   - access: how the guest is reached.
    ///   - limit: how long it may take, the work included; nil is without limit.
    ///   - work: uses the files.
    /// - Returns: what the work gives.
    /// - Throws: ``VMFestError``: `guestNotReady`, `guestLogonRefused`, `timeLimit`, `invalidState` when the machine does not
    ///   run, `noSuchMachine`, and the codes about the host; what the work throws.
    public func withGuestFiles<Value: Sendable>(
        _ login: GuestLogin, via access: GuestAccess = .automatic, within limit: Duration? = nil,
        _ work: @escaping @Sendable (GuestFileSystem) async throws -> Value
    ) async throws -> Value {
        let deadline = Deadline.within(limit)
        return try await VMFestError.during("use the guest's files", of: key) {
            try await deadline.limit {
                try await withWay(in: access, login, deadline) { control in
                    try await work(GuestFileSystem(tree: control))
                } ssh: { client in
                    try await work(GuestFileSystem(tree: SSHFiles(client: client)))
                }
            }
        }
    }
}
