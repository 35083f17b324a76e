//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Dispatch
import Foundation

/// What this program is given to read, chunk by chunk, read on a queue that may block.
struct StandardInput: AsyncSequence, Sendable {
    typealias Element = Data

    struct AsyncIterator: AsyncIteratorProtocol {
        mutating func next() async throws -> Data? {
            let data = try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(with: Result { try FileHandle.standardInput.read(upToCount: 1 << 16) })
                }
            }
            return data.flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator() }
}
