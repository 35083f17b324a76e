//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Synchronization

/// Lets one at a time through for each machine, or whatever else a key names, in the order of arrival.
///
/// A call that reaches a machine's process in its last moment can take VirtualBox's whole web service with it. So of all
/// that this program does on a machine's console at the same time, one thing is done after the other. Other programs
/// can not be kept from it.
final class Turnstile: Sendable {
    /// The one of this program.
    static let shared = Turnstile()

    private typealias Ticket = UInt64

    private struct State {
        var lastTicket: Ticket = 0
        /// Who has the turn at a machine comes first, then those who wait.
        var queues: [String: [(ticket: Ticket, wake: CheckedContinuation<Void, any Error>?)]] = [:]
    }

    private let state = Mutex(State())

    /// Waits for the turn at a machine, does the work, and passes the turn on.
    func withTurn<Value>(_ key: String, _ work: () async throws -> Value) async throws -> Value {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        try await wait(key, ticket)
        defer { leave(key, ticket)?.resume() }
        return try await work()
    }

    private func wait(_ key: String, _ ticket: Ticket) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let outcome: Result<Void, any Error>? = state.withLock { state in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    let isFirst = state.queues[key] == nil
                    state.queues[key, default: []].append((ticket, isFirst ? nil : continuation))
                    return isFirst ? .success(()) : nil
                }
                if let outcome { continuation.resume(with: outcome) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                let entry = state.queues[key]?.first { $0.ticket == ticket }
                guard entry?.wake != nil else { return entry?.wake }
                state.queues[key]?.removeAll { $0.ticket == ticket }
                return entry?.wake
            }
            waiter?.resume(throwing: CancellationError())
        }
    }

    /// Gives up the turn, and says whom to wake.
    private func leave(_ key: String, _ ticket: Ticket) -> CheckedContinuation<Void, any Error>? {
        state.withLock { state in
            state.queues[key]?.removeAll { $0.ticket == ticket }
            guard let next = state.queues[key]?.first else {
                state.queues[key] = nil
                return nil
            }
            // It has the turn now, and can no longer be cancelled out of the queue.
            state.queues[key]?[0].wake = nil
            return next.wake
        }
    }
}
