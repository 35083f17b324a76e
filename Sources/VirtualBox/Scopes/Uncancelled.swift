//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Runs work to its end even when the current task is cancelled, and waits for it.
///
/// Used for what must not be left half known: a call that changes something, and all clean-up.
///
/// - Parameter executor: where the work runs; it does not inherit that. Nil is the usual one.
package func uncancelled<Value: Sendable>(
    on executor: (any TaskExecutor)? = nil,
    _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await Task(executorPreference: executor) { try await work() }.value
}

/// Runs work that can not fail to its end even when the current task is cancelled, and waits for it.
package func uncancelled<Value: Sendable>(
    _ work: @escaping @Sendable () async -> Value
) async -> Value {
    await Task { await work() }.value
}
