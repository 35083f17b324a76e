//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

extension Machine {
    /// Does work until it is done, or the machine stops running: then nothing is left to wait for.
    ///
    /// - Throws: what the work throws; ``VMFestError`` with `invalidState` when the machine stopped.
    func unlessStopped<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask {
                do {
                    return try await work()
                } catch let error as VirtualBoxError {
                    // What fails since the machine is on its way down is told as that.
                    throw try await isStopping() ? try await stopped() : error
                }
            }
            group.addTask { throw try await stopped() }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }

    private func isStopping() async throws -> Bool {
        [.stopping, .saving, .off, .aborted, .saved, .stuck, .inaccessible].contains(try await info().state)
    }

    /// Waits until it has stopped; what that is for whoever waits for something else.
    private func stopped() async throws -> VMFestError {
        let state = try await wait(
            for: [.off, .aborted, .saved, .stuck, .inaccessible], within: .seconds(31_536_000))
        return VMFestError(.invalidState, "it is \(state.rawValue)")
    }
}
