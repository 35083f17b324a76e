//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import NIOCore

extension NIODeadline {
    /// The same moment for event loops.
    init(_ deadline: ContinuousClock.Instant) {
        self = .now() + .nanoseconds(ContinuousClock.now.duration(to: deadline).nanoseconds)
    }
}

/// Runs work, and cancels it when the deadline passes.
///
/// The work is always awaited. When it ends well after all, its value counts, so that nothing it acquired gets lost.
///
/// - Returns: The work's value, or nil if the deadline passed.
/// - Throws: What the work throws, and `CancellationError` if the task was cancelled.
func withDeadline<Value: Sendable>(
    _ deadline: ContinuousClock.Instant,
    _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value? {
    try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask { try await work() }
        group.addTask {
            try? await Task.sleep(until: deadline, clock: .continuous)
            return nil
        }
        defer { group.cancelAll() }
        if let value = try await group.next() ?? nil { return value }
        // The sleeper was first: the deadline passed, or the task was cancelled.
        group.cancelAll()
        do {
            return try await group.next() ?? nil
        } catch {
            try Task.checkCancellation()
            return nil
        }
    }
}
