//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// One place for a connection to the server: an HTTP client that opens one at most.
struct Connection: Sendable {
    private let configuration: SOAPConfiguration
    private let http: HTTPClient

    /// What all calls have in common, so that the URL is taken apart once; or why it can not be called.
    private let call: Result<HTTPClient.Request, any Error>

    init(_ configuration: SOAPConfiguration, http: HTTPClient) {
        self.configuration = configuration
        self.http = http
        call = Result {
            try HTTPClient.Request(
                url: configuration.url, method: .POST,
                headers: ["Content-Type": "text/xml; charset=utf-8", "SOAPAction": "\"\""])
        }
    }

    /// Opens the connection and awaits the server's first answer on it, whatever that is.
    ///
    /// The answer proves that the server has a thread for the connection, also before a call that it answers late; and
    /// whatever fails here fails before the call was sent.
    ///
    /// VirtualBox's service may leave a connection that came together with others without a thread until one of them is
    /// closed; the next one that comes makes it notice. So a connection on which nothing is heard is given up for another.
    ///
    /// - Returns: Whether the answer came within ``SOAPConfiguration/openingLimit``.
    func open() async throws -> Bool {
        for _ in 0..<Self.openingAttempts {
            let opened: Void? = try await withDeadline(.now + configuration.openingLimit / Self.openingAttempts) {
                let response = try await http.execute(greeting, deadline: .distantFuture)
                for try await _ in response.body {}
            }
            if opened != nil { return true }
        }
        return false
    }

    private static let openingAttempts = 4

    private var greeting: HTTPClientRequest {
        var request = HTTPClientRequest(url: configuration.url.absoluteString)
        request.method = .HEAD
        return request
    }

    /// Sends a SOAP envelope and awaits the whole answer.
    ///
    /// - Parameter closing: Whether the connection is to be closed after it.
    /// - Returns: The answer, or nil if the deadline passed.
    func post(_ envelope: [UInt8], closing: Bool, until deadline: NIODeadline) async throws -> HTTPAnswer? {
        var request = try call.get()
        if closing { request.headers.add(name: "Connection", value: "close") }
        request.body = .byteBuffer(ByteBuffer(bytes: envelope))
        let collector = AnswerCollector(limit: configuration.maximumResponseBytes)
        let exchange = http.execute(request: request, delegate: collector, deadline: deadline)
        do {
            return try await withTaskCancellationHandler {
                try await exchange.get()
            } onCancel: {
                exchange.cancel()
            }
        } catch let other as AnswerCollector.NoSOAP {
            return other.answer
        } catch let error as HTTPClientError where error == .deadlineExceeded {
            return nil
        }
    }

    /// Closes the connection for good.
    func shutdown() async {
        // It throws only if that was done before.
        try? await http.shutdown()
    }
}
