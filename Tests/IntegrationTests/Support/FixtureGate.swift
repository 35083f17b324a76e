//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Synchronization

/// How many tests use the VirtualBox at the same time: each brings clients and machines of its own, and a service that is
/// asked to bear all suites at once spends its time on that.
final class FixtureGate: Sendable {
    static let shared = FixtureGate(places: 2)

    private let state: Mutex<(free: Int, waiting: [CheckedContinuation<Void, Never>])>

    init(places: Int) {
        state = Mutex((places, []))
    }

    /// Waits for a place.
    func enter() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.free == 0 else {
                    state.free -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    /// Gives a place to the next.
    func leave() {
        let next = state.withLock { state in
            guard state.waiting.isEmpty else { return Optional(state.waiting.removeFirst()) }
            state.free += 1
            return nil
        }
        next?.resume()
    }
}
