//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Synchronization

/// A value that work inside a scope keeps for after it.
final class Kept<Value: Sendable>: Sendable {
    private let storage = Mutex<Value?>(nil)

    var value: Value? { storage.withLock { $0 } }

    func keep(_ value: Value) {
        storage.withLock { $0 = value }
    }
}
