//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The moment by which something must have happened, or never.
package struct Deadline: Sendable, Hashable {
    /// Nil means without limit.
    package let instant: ContinuousClock.Instant?

    package init(_ instant: ContinuousClock.Instant?) {
        self.instant = instant
    }

    /// No limit.
    package static let never = Self(nil)

    /// So long from now on; nil is without limit.
    package static func within(_ duration: Duration?) -> Self {
        Self(duration.map { .now.advanced(by: $0) })
    }

    package var hasPassed: Bool { instant.map { $0 <= .now } ?? false }

    /// The time left, at most `limit`, at least zero.
    package func remaining(atMost limit: Duration) -> Duration {
        guard let instant else { return limit }
        return max(.zero, min(limit, ContinuousClock.now.duration(to: instant)))
    }

    /// When half of the time that is left is over; never where there is no limit.
    package var half: Self { instant.map { Self(.now.advanced(by: ContinuousClock.now.duration(to: $0) / 2)) } ?? self }

    /// The earlier of this deadline and one so long from now on.
    package func orWithin(_ duration: Duration) -> Self {
        let other = ContinuousClock.now.advanced(by: duration)
        return Self(instant.map { min($0, other) } ?? other)
    }
}

/// A deadline passed before the work was done.
///
/// The work was cancelled, and has cleaned up after itself.
package struct DeadlinePassed: Error, Sendable {
    package init() {}
}

extension Deadline {
    /// Runs work that is cancelled when the deadline passes.
    ///
    /// - Throws: ``DeadlinePassed`` if the deadline ended it, else what the work throws.
    package func limit<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        guard let instant else { return try await work() }
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(until: instant, clock: .continuous)
                return nil
            }
            defer { group.cancelAll() }
            if let value = try await group.next() ?? nil {
                return value
            }
            group.cancelAll()
            // The work may have finished in the same moment; what it reached counts.
            do {
                if let value = try await group.next() ?? nil { return value }
            } catch is CancellationError {}
            throw DeadlinePassed()
        }
    }
}
