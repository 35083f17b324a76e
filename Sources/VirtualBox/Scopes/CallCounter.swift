//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Synchronization

/// Counts the calls that went over the wire: round trips are what a verb costs.
package final class CallCounter: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    package init() {}

    func count(_ operation: String, failed: Bool) {
        counts.withLock { $0[operation, default: 0] += 1 }
    }

    /// How often each operation was sent since the beginning, or since the last ``reset()``.
    package var byOperation: [String: Int] { counts.withLock { $0 } }

    /// How many calls were sent.
    package var total: Int { counts.withLock { $0.values.reduce(0, +) } }

    /// Starts again at zero.
    package func reset() { counts.withLock { $0 = [:] } }
}
