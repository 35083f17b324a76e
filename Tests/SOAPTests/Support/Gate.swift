//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Synchronization

/// A gate that is closed until it is opened, once.
final class Gate: Sendable {
    private let waiting = Mutex<[AsyncStream<Never>.Continuation]?>([])

    /// Lets everybody pass, from now on.
    func open() {
        let waiting = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting ?? []
        }
        for continuation in waiting { continuation.finish() }
    }

    /// Returns when the gate is open, or the task was cancelled.
    func pass() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
        let isOpen = waiting.withLock { waiting in
            waiting?.append(continuation)
            return waiting == nil
        }
        if isOpen { return }
        for await _ in stream {}
    }
}
