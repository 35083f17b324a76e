//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Synchronization

/// Lets one at a time through for each machine, or whatever else a key names, in the order of arrival.
///
/// A call that reaches a machine's process in its last moment can take VirtualBox's whole web service with it. So of all
/// that this program does on a machine's console at the same time, one thing is done after the other. Calls that can not
/// end the process, such as those to its guest, share a turn with one another. Other programs can not be kept from it.
final class Turnstile: Sendable {
    /// The one of this program.
    static let shared = Turnstile()

    fileprivate typealias Ticket = UInt64

    fileprivate struct Entry {
        let ticket: Ticket
        let isShared: Bool
        /// Nil for one who has the turn.
        var wake: CheckedContinuation<Void, any Error>?
    }

    fileprivate struct State {
        var lastTicket: Ticket = 0
        /// Who has the turn at a machine comes first, then those who wait.
        var queues: [String: [Entry]] = [:]
    }

    private let state = Mutex(State())

    /// Waits for the turn at a machine, does the work, and passes the turn on.
    ///
    /// - Parameters:
    ///   - key: which machine.
    ///   - isShared: whether others who share may have the turn at the same time.
    ///   - work: what the turn is for.
    func withTurn<Value>(
        _ key: String, shared isShared: Bool = false, _ work: () async throws -> Value
    ) async throws -> Value {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        try await wait(key, ticket, isShared)
        defer { for next in leave(key, ticket) { next.resume() } }
        return try await work()
    }

    private func wait(_ key: String, _ ticket: Ticket, _ isShared: Bool) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let outcome: Result<Void, any Error>? = state.withLock { state in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    let queue = state.queues[key] ?? []
                    let mayGo = queue.isEmpty || isShared && queue.allSatisfy(\.isShared)
                    state.queues[key, default: []].append(
                        Entry(ticket: ticket, isShared: isShared, wake: mayGo ? nil : continuation))
                    return mayGo ? .success(()) : nil
                }
                if let outcome { continuation.resume(with: outcome) }
            }
        } onCancel: {
            let (waiter, next) = state.withLock { state in
                let waiter = state.queues[key]?.first { $0.ticket == ticket }?.wake
                guard waiter != nil else { return (waiter, [CheckedContinuation<Void, any Error>]()) }
                state.queues[key]?.removeAll { $0.ticket == ticket }
                // Those who share may have waited behind this one only.
                return (waiter, state.passOn(key))
            }
            waiter?.resume(throwing: CancellationError())
            for next in next { next.resume() }
        }
    }

    /// Gives up the turn, and says whom to wake.
    private func leave(_ key: String, _ ticket: Ticket) -> [CheckedContinuation<Void, any Error>] {
        state.withLock { state in
            state.queues[key]?.removeAll { $0.ticket == ticket }
            return state.passOn(key)
        }
    }
}

extension Turnstile.State {
    /// Gives the turn to whoever may have it now, and says whom to wake.
    ///
    /// They can no longer be cancelled out of the queue.
    fileprivate mutating func passOn(_ key: String) -> [CheckedContinuation<Void, any Error>] {
        guard let queue = queues[key], let first = queue.first else {
            queues[key] = nil
            return []
        }
        let count = first.isShared ? queue.prefix(while: \.isShared).count : 1
        var woken: [CheckedContinuation<Void, any Error>] = []
        for index in 0..<count {
            if let wake = queues[key]?[index].wake { woken.append(wake) }
            queues[key]?[index].wake = nil
        }
        return woken
    }
}
