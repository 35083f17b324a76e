//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Synchronization

/// Counts the calls that went over the wire: round trips are what a verb costs.
package final class CallCounter: Sendable {
    private let counts = Mutex<[String: Int]>([:])
    private let spans = Mutex<[Range<ContinuousClock.Instant>]?>(nil)

    package init() {}

    func count(_ operation: String, _ duration: Duration) {
        counts.withLock { $0[operation, default: 0] += 1 }
        let now = ContinuousClock.now
        spans.withLock { $0?.append(now - duration..<now) }
    }

    /// Does something and gives the time in which at least one call was under way meanwhile.
    package func timeOnTheWire<Value>(_ work: () async throws -> Value) async rethrows -> (value: Value, time: Duration)
    {
        spans.withLock { $0 = [] }
        let value = try await work()
        let spans = spans.withLock { spans in
            defer { spans = nil }
            return (spans ?? []).sorted { $0.lowerBound < $1.lowerBound }
        }
        var time = Duration.zero
        var end: ContinuousClock.Instant?
        for span in spans {
            let begin = max(span.lowerBound, end ?? span.lowerBound)
            if begin < span.upperBound { time += begin.duration(to: span.upperBound) }
            end = max(end ?? span.upperBound, span.upperBound)
        }
        return (value, time)
    }

    /// How often each operation was sent since the beginning, or since the last ``reset()``.
    package var byOperation: [String: Int] { counts.withLock { $0 } }

    /// How many calls were sent.
    package var total: Int { counts.withLock { $0.values.reduce(0, +) } }

    /// Starts again at zero.
    package func reset() { counts.withLock { $0 = [:] } }
}
