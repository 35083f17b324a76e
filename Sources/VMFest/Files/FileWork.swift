//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import NIOPosix

/// Work on this computer's files, which may block, on threads that are there for it.
enum FileWork {
    /// Does the work; a task that was cancelled before it began does not begin it.
    static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await NIOThreadPool.singleton.runIfActive(work)
    }
}
