//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Synchronization

/// How much of the present file was copied, told to whoever observes.
final class CopyProgress: Sendable {
    private struct State {
        var name = ""
        var size: Int64 = 0
        var done: Int64 = 0
    }

    private let state = Mutex(State())

    /// Begins with the next file.
    func expect(_ item: GuestItem, _ path: String) {
        state.withLock { $0 = State(name: path, size: item.size) }
        report()
    }

    func add(_ count: Int) {
        state.withLock { $0.done += Int64(count) }
        report()
    }

    private func report() {
        guard let observer = Activity.observer else { return }
        let state = state.withLock { $0 }
        let percent = state.size > 0 ? Int(min(100, state.done * 100 / state.size)) : nil
        observer(Activity(action: "copy", percent: percent, detail: state.name))
    }
}
