//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import AsyncHTTPClient
import NIOCore
import Synchronization

/// The connections of a client, lent to one call at a time in the order that ``ConnectionQueue`` decides.
///
/// Each connection is an HTTP client of its own that opens one at most: so it is known which one a call uses.
final class ConnectionPool: Sendable {
    typealias Lease = ConnectionQueue.Lease
    typealias Lane = SOAPClient.Lane

    private struct State {
        var queue: ConnectionQueue
        var lastTicket: ConnectionQueue.Ticket = 0
        var waiting: [ConnectionQueue.Ticket: CheckedContinuation<Lease, any Error>] = [:]
    }

    private let connections: [Connection]
    private let state: Mutex<State>

    /// A pool of connections none of which is open yet.
    ///
    /// - Throws: ``SOAPError`` where the certificates to trust cannot be read.
    init(_ configuration: SOAPConfiguration, on eventLoop: any EventLoop) throws {
        let http = try configuration.http()
        let queue = ConnectionQueue(calls: configuration.connections, waits: configuration.waitConnections)
        connections = (0..<queue.count).map { _ in
            Connection(configuration, http: HTTPClient(eventLoopGroupProvider: .shared(eventLoop), configuration: http))
        }
        state = Mutex(State(queue: queue))
    }

    /// Lends a connection to a call, which must be given back with ``release(_:reusable:)``.
    ///
    /// - Returns: The lease, or nil if the deadline passed before a connection was free.
    /// - Throws: `CancellationError`.
    func lease(_ lane: Lane, until deadline: ContinuousClock.Instant) async throws -> Lease? {
        if let lease = state.withLock({ $0.queue.lease(lane, at: .now) }) { return lease }
        return try await withDeadline(deadline) { try await self.wait(for: lane) }
    }

    /// The connection that a lease is for.
    func connection(_ lease: Lease) -> Connection {
        connections[lease.place]
    }

    /// Notes that a lease's connection is open and has answered, so that the next may be opened.
    func opened(_ lease: Lease) {
        grant { $0.opened(lease, at: .now) }
    }

    /// Takes a connection back.
    func release(_ lease: Lease, reusable: Bool) {
        grant { $0.release(lease, reusable: reusable, at: .now) }
    }

    /// Closes all connections; calls under way fail.
    func shutdown() async {
        await Self.shutdown(connections)
    }

    deinit {
        let connections = connections
        Task { await Self.shutdown(connections) }
    }

    private static func shutdown(_ connections: [Connection]) async {
        for connection in connections { await connection.shutdown() }
    }

    private func wait(for lane: Lane) async throws -> Lease {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let outcome: Result<Lease, any Error>? = state.withLock { state in
                    // The task was cancelled before this, or its cancellation finds the ticket in the queue.
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if let lease = state.queue.lease(lane, at: .now) { return .success(lease) }
                    state.queue.wait(ticket, for: lane)
                    state.waiting[ticket] = continuation
                    return nil
                }
                if let outcome { continuation.resume(with: outcome) }
            }
        } onCancel: {
            let continuation = state.withLock { state in
                state.queue.withdraw(ticket)
                return state.waiting.removeValue(forKey: ticket)
            }
            continuation?.resume(throwing: CancellationError())
        }
    }

    /// Changes the queue, and wakes those whose turn it is then.
    private func grant(_ change: @Sendable (inout ConnectionQueue) -> [ConnectionQueue.Grant]) {
        let granted = state.withLock { state in
            change(&state.queue).map { (state.waiting.removeValue(forKey: $0.ticket), $0.lease) }
        }
        for (continuation, lease) in granted { continuation?.resume(returning: lease) }
    }
}
