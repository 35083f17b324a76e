//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import NIOPosix

/// Does what blocks, such as work on this computer's files, on a thread that is there for it.
///
/// A task that was cancelled before it began does not begin it.
func blocking<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await NIOThreadPool.singleton.runIfActive(work)
}
