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

    init(_ configuration: SOAPConfiguration, http: HTTPClient) {
        self.configuration = configuration
        self.http = http
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
        let greeting = request(.HEAD, closing: false)
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

    /// Sends a SOAP envelope and awaits the whole answer.
    ///
    /// - Parameter closing: Whether the connection is to be closed after it.
    func post(_ envelope: [UInt8], closing: Bool) async throws -> HTTPAnswer {
        var request = request(.POST, closing: closing)
        request.headers.add(name: "Content-Type", value: "text/xml; charset=utf-8")
        request.headers.add(name: "SOAPAction", value: "\"\"")
        request.body = .bytes(ByteBuffer(bytes: envelope))
        return try await read(http.execute(request, deadline: .distantFuture))
    }

    /// Closes the connection for good.
    func shutdown() async {
        // It throws only if that was done before.
        try? await http.shutdown()
    }

    private func request(_ method: HTTPMethod, closing: Bool) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: configuration.url.absoluteString)
        request.method = method
        if closing { request.headers.add(name: "Connection", value: "close") }
        return request
    }

    private func read(_ response: HTTPClientResponse) async throws -> HTTPAnswer {
        let mediaType = response.headers["Content-Type"].first?.split(separator: ";").first
        var answer = HTTPAnswer(
            status: Int(response.status.code),
            mediaType: mediaType?.lowercased().filter { !$0.isWhitespace },
            keepsConnection: !response.headers[canonicalForm: "Connection"].contains { $0.lowercased() == "close" },
            body: []
        )
        guard answer.isXML else {
            // What is not read is dropped together with the connection.
            answer.keepsConnection = false
            return answer
        }
        let limit = configuration.maximumResponseBytes
        if let announced = response.headers["Content-Length"].first.flatMap({ Int($0) }), announced > limit {
            throw SOAPError.tooLarge(limit: limit)
        }
        for try await part in response.body {
            guard part.readableBytes <= limit - answer.body.count else { throw SOAPError.tooLarge(limit: limit) }
            answer.body.append(contentsOf: part.readableBytesView)
        }
        return answer
    }
}

extension SOAPError {
    fileprivate static func tooLarge(limit: Int) -> Self {
        SOAPError(
            code: .responseTooLarge,
            message: "The answer is larger than \(limit) bytes.",
            mayHaveBeenSent: true
        )
    }
}
