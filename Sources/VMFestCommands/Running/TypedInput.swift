//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Dispatch
import Foundation
import Synchronization

/// What this program is given to read, as it comes; unlike ``StandardInput`` it can be left while nothing comes.
struct TypedInput: AsyncSequence, Sendable {
    typealias Element = Data

    struct AsyncIterator: AsyncIteratorProtocol {
        mutating func next() async throws -> Data? {
            let leaving = Leaving()
            return try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    DispatchQueue.global().async {
                        continuation.resume(with: Result { try TypedInput.read(unless: leaving) })
                    }
                }
            } onCancel: {
                leaving.begin()
            }
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator() }

    /// The next bytes; nil at the end.
    private static func read(unless leaving: Leaving) throws -> Data? {
        var question = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        while poll(&question, 1, 100) == 0 || question.revents == 0 {
            if leaving.hasBegun { throw CancellationError() }
        }
        let data = FileHandle.standardInput.availableData
        return data.isEmpty ? nil : data
    }
}

/// Whether nobody waits for what is read any more.
private final class Leaving: Sendable {
    private let state = Mutex(false)

    var hasBegun: Bool { state.withLock { $0 } }

    func begin() { state.withLock { $0 = true } }
}
