//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import SOAP
import Testing

struct SOAPClientAnswerTests {
    @Test func anAnswerIsGiven() async throws {
        try await ScriptedServer.run { request, responder in
            #expect(request.method == "POST")
            #expect(request.head.lowercased().contains("content-type: text/xml; charset=utf-8"))
            #expect(request.head.contains("SOAPAction: \"\""))
            #expect(request.body.contains("<x>1 &lt; 2</x>"))
            try await responder.send(Bytes.answer("baz"))
        } body: { server in
            let client = try server.client()
            #expect(try await client.bar("1 < 2") == "baz")
        }
    }

    @Test func anAnswerInPiecesIsGiven() async throws {
        try await ScriptedServer.run { _, responder in
            let answer = Bytes.answer("Grüße")
            try await responder.send(String(answer.prefix(30)))
            for character in answer.dropFirst(30) { try await responder.sendMore(String(character)) }
        } body: { server in
            let client = try server.client()
            #expect(try await client.bar() == "Grüße")
        }
    }

    @Test func anAnswerThatEndsWithTheConnectionIsGiven() async throws {
        try await ScriptedServer.run { _, responder in
            let body = Bytes.envelope("<IFoo_barResponse><returnval>x</returnval></IFoo_barResponse>")
            try await responder.sendLast("HTTP/1.0 200 OK\r\nContent-Type: application/xml\r\n\r\n\(body)")
        } body: { server in
            let client = try server.client()
            #expect(try await client.bar() == "x")
        }
    }

    @Test(arguments: ["500 Internal Server Error", "400 Bad Request", "200 OK"])
    func aFaultIsAFaultWhateverTheStatus(status: String) async throws {
        try await ScriptedServer.run { _, responder in
            let fault = "<e:Fault><faultcode>SOAP-ENV:Client</faultcode><faultstring>no</faultstring></e:Fault>"
            try await responder.sendLast(Bytes.http(Bytes.envelope(fault), status: status))
        } body: { server in
            let client = try server.client()
            await #expect(throws: SOAPFault(code: "SOAP-ENV:Client", message: "no")) { try await client.call(.bar) }
        }
    }

    @Test(arguments: [
        ("404 Not Found", SOAPError.Code.httpStatus(404)), ("500 Internal Server Error", .httpStatus(500)),
        ("502 Bad Gateway", .httpStatus(502)), ("503 Service Unavailable", .httpStatus(503)),
        ("401 Unauthorized", .unauthorized), ("403 Forbidden", .unauthorized), ("200 OK", .notSOAP),
    ])
    func anHTMLPageIsNoAnswer(status: String, code: SOAPError.Code) async throws {
        let error = try await ScriptedServer.error(
            answering: Bytes.http("<html><body>secret</body></html>", status: status, type: "text/html"))
        #expect(error?.code == code)
        #expect(error?.mayHaveBeenSent == true)
        #expect(error?.message.contains("HTTP \(status.prefix(3))") == true)
        #expect(error?.message.contains("secret") == false)
    }

    @Test func aRedirectIsNotFollowed() async throws {
        let error = try await ScriptedServer.error(
            answering: Bytes.http("", status: "302 Found", headers: ["Location: http://127.0.0.1:1/"]))
        #expect(error?.code == .httpStatus(302))
    }

    @Test(arguments: [
        "", "garbage", "<a>", "<html></html>", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a/>",
    ])
    func contentThatIsNoEnvelopeIsNoAnswer(body: String) async throws {
        #expect(try await ScriptedServer.error(answering: Bytes.http(body))?.code == .notSOAP)
        let error = try await ScriptedServer.error(answering: Bytes.http(body, status: "500 Internal Server Error"))
        #expect(error?.code == .httpStatus(500))
    }

    @Test func aRequestThatCannotBeWrittenIsNotSent() async throws {
        try await ScriptedServer.run { _, responder in
            try await responder.send(Bytes.answer())
        } body: { server in
            let client = try server.client()
            let error = await #expect(throws: SOAPError.self) { try await client.bar("\u{1}") }
            #expect(error?.code == .unsendable)
            #expect(server.log.connections == 0)
        }
    }
}
