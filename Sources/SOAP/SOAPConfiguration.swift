//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import Foundation

/// Where a SOAP server is, whom to trust there, and what a client may use up.
package struct SOAPConfiguration: Sendable {
    /// Whose certificates are good enough for a server reached by `https`.
    package enum Trust: Sendable, Hashable {
        /// Those that the system trusts.
        case system
        /// Those that a PEM file holds, or that one of them has signed.
        case roots(file: String)
        /// Anybody's: the connection is encrypted, but may end anywhere.
        case none
    }

    /// Where requests are sent to.
    package var url: URL

    /// Whose certificates are accepted.
    package var trust: Trust

    /// The most short calls that are under way at once; others wait for their turn.
    package var connections: Int

    /// The most calls in the lane of long waits that are under way at once, beyond the short ones.
    package var waitConnections: Int

    /// The largest answer that is taken, in bytes.
    package var maximumResponseBytes: Int

    /// The longest time that a call takes, from asking for it to its whole answer: waiting for a free connection counts.
    package var deadline: Duration

    /// The longest time that opening a connection takes, with TLS and the server's first answer on it.
    package var openingLimit: Duration

    /// Called after each call with its operation, what it took, and whether it failed; a fault is a failure.
    package var onCall: (@Sendable (_ operation: String, _ duration: Duration, _ failed: Bool) -> Void)?

    package init(
        url: URL,
        trust: Trust = .system,
        connections: Int = 4,
        waitConnections: Int = 8,
        maximumResponseBytes: Int = 64 << 20,
        deadline: Duration = .seconds(60),
        openingLimit: Duration = .seconds(20),
        onCall: (@Sendable (_ operation: String, _ duration: Duration, _ failed: Bool) -> Void)? = nil
    ) {
        self.url = url
        self.trust = trust
        self.connections = connections
        self.waitConnections = waitConnections
        self.maximumResponseBytes = maximumResponseBytes
        self.deadline = deadline
        self.openingLimit = openingLimit
        self.onCall = onCall
    }
}
