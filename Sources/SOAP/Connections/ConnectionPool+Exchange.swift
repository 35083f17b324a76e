//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import NIOCore

extension ConnectionPool {
    /// Sends an envelope over one of the connections and awaits the whole answer.
    ///
    /// - Parameter repeatable: Whether the envelope may be sent anew where a kept connection turns out to be closed, as
    ///   those of a server are that was ended meanwhile. The last one that is tried is a new one.
    /// - Throws: ``SOAPError`` or `CancellationError`.
    func exchange(
        _ envelope: [UInt8], _ lane: Lane, within limit: Duration, repeatable: Bool
    ) async throws -> HTTPAnswer {
        let deadline = ContinuousClock.now + limit
        while true {
            guard let lease = try await lease(lane, until: deadline) else { throw SOAPError.noneFree(after: limit) }
            do {
                return try await exchange(envelope, over: lease, until: deadline, limit)
            } catch let error as SOAPError where repeatable && !lease.mustOpen && error.code == .connectionClosed {
                // That connection is not lent again.
            }
        }
    }

    private func exchange(
        _ envelope: [UInt8], over lease: Lease, until deadline: ContinuousClock.Instant, _ limit: Duration
    ) async throws -> HTTPAnswer {
        var reusable = false
        defer { release(lease, reusable: reusable) }
        let connection = connection(lease)
        if lease.mustOpen { try await open(connection, lease, until: deadline, limit) }
        let answer = try await transporting(opening: false) {
            try await connection.post(envelope, closing: lease.isLast, until: NIODeadline(deadline))
        }
        guard let answer else { throw SOAPError.neverAnswered(after: limit) }
        reusable = answer.keepsConnection
        return answer
    }

    private func open(
        _ connection: Connection, _ lease: Lease, until deadline: ContinuousClock.Instant, _ limit: Duration
    ) async throws {
        let inTime = try await transporting(opening: true) {
            try await withDeadline(deadline) { try await connection.open() }
        }
        guard let inTime else { throw SOAPError.notOpened(after: limit) }
        guard inTime else { throw SOAPError.notWelcome }
        opened(lease)
    }

    /// Puts the transport's errors into this layer's words.
    private func transporting<Value>(opening: Bool, _ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let error as SOAPError {
            throw error
        } catch {
            // Whatever it was that a cancelled task saw, it was its own doing.
            try Task.checkCancellation()
            throw SOAPError(transport: error, opening: opening)
        }
    }
}

extension SOAPError {
    /// The connection was opened, but nothing was heard on it.
    fileprivate static let notWelcome = SOAPError(
        code: .unanswered,
        message: "The server takes connections but does not answer on them.",
        mayHaveBeenSent: false
    )

    fileprivate static func noneFree(after limit: Duration) -> Self {
        SOAPError(
            code: .deadlineExceeded,
            message: "No connection became free within \(limit): other calls hold all of them and await their answers.",
            mayHaveBeenSent: false
        )
    }

    fileprivate static func notOpened(after limit: Duration) -> Self {
        SOAPError(
            code: .deadlineExceeded,
            message: "No connection could be opened within \(limit).",
            mayHaveBeenSent: false
        )
    }

    fileprivate static func neverAnswered(after limit: Duration) -> Self {
        SOAPError(code: .deadlineExceeded, message: "No answer came within \(limit).", mayHaveBeenSent: true)
    }
}
