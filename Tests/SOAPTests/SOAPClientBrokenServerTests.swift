//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import SOAP
import Testing

struct SOAPClientBrokenServerTests {
    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 500\r\n\r\n<a>", "HTTP/1.1 200 OK\r\n", "",
    ])
    func aTruncatedAnswerIsABrokenConnection(bytes: String) async throws {
        let error = try await ScriptedServer.error(answering: bytes)
        #expect(error?.code == .connectionClosed)
        #expect(error?.mayHaveBeenSent == true)
    }

    @Test func garbageInsteadOfHTTPIsNoSOAP() async throws {
        let error = try await ScriptedServer.error(answering: "SSH-2.0-OpenSSH_9.2p1\r\nsecret\r\n")
        #expect(error?.code == .notSOAP)
        #expect(error?.mayHaveBeenSent == true)
        #expect(error?.message.contains("secret") == false)
    }

    @Test func whatFailsBeforeTheCallWasSentSaysSo() async throws {
        try await ScriptedServer.run(greets: false) { request, responder in
            #expect(request.method == "HEAD")
            try await responder.sendLast(request.connection == 0 ? "" : "garbage\r\n\r\n")
        } body: { server in
            let client = try server.client()
            for code in [SOAPError.Code.connectionClosed, .notSOAP] {
                let error = await #expect(throws: SOAPError.self) { try await client.call(.bar) }
                #expect(error?.code == code)
                #expect(error?.mayHaveBeenSent == false)
            }
        }
    }

    @Test func aServerThatRefusesToOpenWithTheRequestIsStillCalled() async throws {
        try await ScriptedServer.run(greets: false) { request, responder in
            if request.method == "HEAD" {
                let refusal = Bytes.http("", status: "405 Method Not Allowed", headers: ["Connection: close"])
                try await responder.sendLast(refusal)
            } else {
                try await responder.send(Bytes.answer())
            }
        } body: { server in
            let client = try server.client()
            #expect(try await client.bar() == "baz")
        }
    }

    @Test func aServerThatNeverAnswersIsGivenUp() async throws {
        try await ScriptedServer.run(greets: false) { _, _ in
        } body: { server in
            let client = try server.client { $0.openingLimit = .milliseconds(50) }
            let error = await #expect(throws: SOAPError.self) { try await client.call(.bar) }
            #expect(error?.code == .unanswered)
            #expect(error?.mayHaveBeenSent == false)
        }
    }

    @Test func nobodyListening() async throws {
        let port = try await ScriptedServer.run { _, _ in
        } body: { server in
            server.port
        }
        let url = try #require(URL(string: "http://127.0.0.1:\(port)"))
        let client = SOAPClient(SOAPConfiguration(url: url))
        let error = await #expect(throws: SOAPError.self) { try await client.call(.bar) }
        #expect(error?.code == .cannotConnect)
        #expect(error?.mayHaveBeenSent == false)
    }

    @Test(arguments: ["http://no.such.host.invalid", "ftp://127.0.0.1", "http:", "x"])
    func addressesThatLeadNowhere(address: String) async throws {
        let url = try #require(URL(string: address))
        let client = SOAPClient(SOAPConfiguration(url: url))
        let error = await #expect(throws: SOAPError.self) { try await client.call(.bar) }
        #expect(error?.code == .cannotConnect)
        #expect(error?.mayHaveBeenSent == false)
    }

    @Test func anAnnouncedLargeAnswerIsNotRead() async throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 100000000\r\n\r\n"
        let error = try await ScriptedServer.error(answering: head) { $0.maximumResponseBytes = 1 << 20 }
        #expect(error?.code == .responseTooLarge)
        #expect(error?.mayHaveBeenSent == true)
    }

    @Test func anEndlessAnswerIsCutOff() async throws {
        let cutOff = Gate()
        try await ScriptedServer.run { _, responder in
            try await responder.send("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n")
            let piece = String(repeating: "x", count: 1 << 16)
            do {
                // It goes on until the client closes the connection, so that writing fails.
                while true {
                    try await responder.sendMore(piece)
                }
            } catch {
                cutOff.open()
                throw error
            }
        } body: { server in
            let client = try server.client { $0.maximumResponseBytes = 1 << 20 }
            let error = await #expect(throws: SOAPError.self) { try await client.call(.bar) }
            #expect(error?.code == .responseTooLarge)
            await cutOff.pass()
        }
    }
}
