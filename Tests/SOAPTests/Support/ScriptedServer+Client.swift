//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import SOAP
import Testing

extension ScriptedServer {
    /// A client of this server.
    func client(
        scheme: String = "http",
        host: String = "127.0.0.1",
        _ configure: (inout SOAPConfiguration) -> Void = { _ in }
    ) throws -> SOAPClient {
        var address = URLComponents()
        address.scheme = scheme
        address.host = host
        address.port = port
        var configuration = SOAPConfiguration(url: try #require(address.url))
        configure(&configuration)
        return SOAPClient(configuration)
    }

    /// The error of a call that is answered with these bytes, after which the server closes the connection.
    static func error(
        answering bytes: String,
        _ configure: (inout SOAPConfiguration) -> Void = { _ in }
    ) async throws -> SOAPError? {
        try await run { _, responder in
            try await responder.sendLast(bytes)
        } body: { server in
            let client = try server.client(configure)
            return await #expect(throws: SOAPError.self) { try await client.call(.bar) }
        }
    }
}

extension SOAPRequest {
    /// A request for the operation that ``Bytes/answer(_:headers:)`` answers.
    static let bar = SOAPRequest(namespace: "http://www.virtualbox.org/", operation: "IFoo_bar")

    /// The same with a parameter.
    static func bar(_ text: String) -> Self {
        SOAPRequest(
            namespace: bar.namespace, operation: bar.operation, parameters: [Parameter(name: "x", text: text)])
    }
}

extension SOAPClient {
    /// Calls the operation that scripted servers answer, and gives the text of its result.
    func bar(
        _ text: String = "", lane: Lane = .call, repeatable: Bool = false, within: Duration? = nil
    ) async throws -> String? {
        try await call(.bar(text), lane: lane, repeatable: repeatable, within: within).first?.text
    }
}
