//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Runs clean-up to its end even when the current task is cancelled, and waits for it.
func uncancelled<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
    try await Task { try await work() }.value
}
