//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A lock that this program takes through a web service, as others must know it to give it back.
///
/// VirtualBox keeps a lock when the program dies that asked for it, until the web service ends, and lets everybody give it
/// back who knows the session object.
package struct LockNote: Sendable, Hashable, Codable {
    /// The service's address.
    package var url: String

    /// The service's name of the root object of the session that the lock was taken in: with it anybody can end that session.
    package var root: String

    /// The service's name of the session object that carries the lock.
    package var session: String

    package init(url: String, root: String, session: String) {
        self.url = url
        self.root = root
        self.session = session
    }
}

/// Where locks are noted that must be given back, in a way that outlives the program.
package protocol LockJournal: Sendable {
    /// Notes a lock, before it is asked for.
    func note(_ lock: LockNote) async throws -> any LockEntry

    /// The locks of a service that programs had which are no longer there.
    func abandoned(at url: String) async -> [any LockEntry]
}

/// A lock in the journal.
package protocol LockEntry: Sendable {
    var lock: LockNote { get }

    /// For how long it has been there.
    func age() async -> Duration

    /// Takes it out: the lock was given back.
    func erase() async
}
