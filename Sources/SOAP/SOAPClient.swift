//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import AsyncHTTPClient
package import Logging
import NIOCore

/// A client of one SOAP server: any number of calls over a few connections that are kept open.
///
/// Calls may be made from any number of tasks. Making a client opens nothing; its connections are opened one after
/// another as calls need them, and closed when they have been idle, on ``shutdown()``, and when the client goes away.
package final class SOAPClient: Sendable {
    /// The connections that a call uses.
    package enum Lane: Sendable, Hashable {
        /// Those of calls that the server answers at once.
        case call
        /// Those of calls that the server may answer late, such as long polls: they never hold up the others.
        case wait
    }

    /// Runs tasks where the connections are read and written: calls are fastest there.
    package let executor: any TaskExecutor

    private let configuration: SOAPConfiguration
    private let logger: Logger?
    private let pool: Result<ConnectionPool, any Error>

    /// A client of the configured server.
    ///
    /// What is wrong with the configuration shows in its calls.
    package init(_ configuration: SOAPConfiguration, logger: Logger? = nil) {
        self.configuration = configuration
        self.logger = logger
        let eventLoop = HTTPClient.defaultEventLoopGroup.next()
        executor = EventLoopExecutor(eventLoop)
        pool = Result { try ConnectionPool(configuration, on: eventLoop) }
    }

    /// Calls an operation and gives the elements inside its response.
    ///
    /// - Parameters:
    ///   - repeatable: Whether the request does no harm when it is carried out twice. It is then sent anew where a kept
    ///     connection turns out to be closed.
    ///   - within: The deadline of this call, instead of ``SOAPConfiguration/deadline``.
    /// - Throws: ``SOAPFault`` where the server answers with one, ``SOAPError`` where no answer came or none that makes
    ///   sense, and `CancellationError` if the task was cancelled before the answer was there.
    package func call(
        _ request: SOAPRequest,
        lane: Lane = .call,
        repeatable: Bool = false,
        within: Duration? = nil
    ) async throws -> [SOAPElement] {
        let start = ContinuousClock.now
        do {
            let envelope = try SOAPEnvelope.bytes(of: request)
            let answer = try await pool.get().exchange(
                envelope, lane, within: within ?? configuration.deadline, repeatable: repeatable)
            let elements = try answer.response(to: request.operation)
            report(request.operation, start, nil)
            return elements
        } catch {
            report(request.operation, start, error)
            throw error
        }
    }

    /// Closes all connections; calls under way fail, and so does every later one.
    package func shutdown() async {
        await (try? pool.get())?.shutdown()
    }

    /// Tells the observer and the log of a call: its name and what it took, but nothing of what was said.
    private func report(_ operation: String, _ start: ContinuousClock.Instant, _ error: (any Error)?) {
        let duration = start.duration(to: .now)
        configuration.onCall?(operation, duration, error != nil)
        guard let logger else { return }
        if let error {
            logger.debug(
                "SOAP call failed",
                metadata: [
                    "soap.operation": "\(operation)", "soap.duration": "\(duration)",
                    "soap.error": "\(Self.kind(of: error))",
                ])
        } else {
            logger.trace(
                "SOAP call answered",
                metadata: ["soap.operation": "\(operation)", "soap.duration": "\(duration)"])
        }
    }

    /// What may be logged of an error.
    private static func kind(of error: any Error) -> String {
        guard let error = error as? SOAPError else { return "\(type(of: error))" }
        return "\(error.code)"
    }
}
