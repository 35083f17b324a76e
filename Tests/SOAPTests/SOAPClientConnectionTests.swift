//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import SOAP
import Testing

struct SOAPClientConnectionTests {
    @Test func callsShareAConnection() async throws {
        try await ScriptedServer.run { _, responder in
            try await responder.send(Bytes.answer())
        } body: { server in
            let client = try server.client()
            for _ in 0..<20 { _ = try await client.bar() }
            #expect(server.log.requests == [21])
        }
    }

    @Test func aConnectionCarriesAtMostAHundredRequests() async throws {
        try await ScriptedServer.run { _, responder in
            try await responder.send(Bytes.answer())
        } body: { server in
            let client = try server.client()
            for _ in 0..<250 { _ = try await client.bar() }
            #expect(server.log.requests == [100, 100, 53])
            #expect(server.log.opensOneByOne)
        }
    }

    @Test func hundredsOfCallersShareAFewConnectionsOpenedOneByOne() async throws {
        try await ScriptedServer.run { request, responder in
            let value = request.body.split(separator: "<x>").last?.prefix { $0 != "<" } ?? ""
            try await responder.send(Bytes.answer(String(value)))
        } body: { server in
            let client = try server.client()
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<200 {
                    group.addTask { try await client.bar("\(number)") == "\(number)" }
                }
                for try await isMine in group { #expect(isMine) }
            }
            #expect(server.log.mostOpen <= 4)
            #expect(server.log.opensOneByOne)
        }
    }

    @Test func aFaultClosesItsConnectionOnly() async throws {
        try await ScriptedServer.run { request, responder in
            if request.body.contains("<x>fault</x>") { try await responder.sendLast(Bytes.fault) }
            try await responder.send(Bytes.answer())
        } body: { server in
            let client = try server.client()
            _ = try await client.bar()
            await #expect(throws: SOAPFault.self) { try await client.bar("fault") }
            #expect(try await client.bar() == "baz")
            #expect(server.log.requests == [3, 2])
        }
    }

    @Test func aConnectionThatTheServerAnnouncesToCloseIsNotUsedAgain() async throws {
        try await ScriptedServer.run { _, responder in
            try await responder.sendLast(Bytes.answer(headers: ["Connection: close"]))
        } body: { server in
            let client = try server.client()
            for _ in 0..<3 { #expect(try await client.bar() == "baz") }
            #expect(server.log.requests == [2, 2, 2])
        }
    }

    @Test func nothingIsSentTwice() async throws {
        try await ScriptedServer.run { request, responder in
            if request.body.contains("<x>drop</x>") { try await responder.sendLast("") }
            try await responder.send(Bytes.answer())
        } body: { server in
            let client = try server.client()
            _ = try await client.bar()
            let error = await #expect(throws: SOAPError.self) { try await client.bar("drop") }
            #expect(error?.code == .connectionClosed)
            #expect(error?.mayHaveBeenSent == true)
            #expect(server.log.requests == [3])
        }
    }

    @Test func aRepeatableRequestIsSentAnewWhereAKeptConnectionIsClosed() async throws {
        try await ScriptedServer.run { request, responder in
            let isKept = request.connection == 0
            if request.body.contains("<x>drop</x>") || isKept && request.body.contains("<x>again</x>") {
                try await responder.sendLast("")
            }
            try await responder.send(Bytes.answer())
        } body: { server in
            let client = try server.client()
            _ = try await client.bar()
            #expect(try await client.bar("again", repeatable: true) == "baz")
            #expect(server.log.requests == [3, 2])
            // The second connection is kept, the third is new and the last one to be tried.
            let error = await #expect(throws: SOAPError.self) { try await client.bar("drop", repeatable: true) }
            #expect(error?.code == .connectionClosed)
            #expect(server.log.requests == [3, 3, 2])
        }
    }

    @Test func longWaitsDoNotHoldUpCalls() async throws {
        let gate = Gate()
        try await ScriptedServer.run { request, responder in
            if request.body.contains("<x>wait</x>") { await gate.pass() }
            try await responder.send(Bytes.answer())
        } body: { server in
            let client = try server.client { $0.waitConnections = 2 }
            try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<10 { group.addTask { try await client.bar("wait", lane: .wait) } }
                for _ in 0..<20 { #expect(try await client.bar() == "baz") }
                gate.open()
                for try await value in group { #expect(value == "baz") }
            }
            #expect(server.log.opensOneByOne)
            #expect(server.log.mostOpen <= 3)
        }
    }

    @Test func aStuckConnectionHoldsUpNobodyElse() async throws {
        try await ScriptedServer.run { request, responder in
            if request.body.contains("<x>stuck</x>") { try await Task.sleep(for: .seconds(3600)) }
            try await responder.send(Bytes.answer())
        } body: { server in
            let client = try server.client { $0.connections = 2 }
            let stuck = Task { try await client.bar("stuck") }
            for _ in 0..<20 { #expect(try await client.bar() == "baz") }
            stuck.cancel()
            _ = await stuck.result
        }
    }

    @Test func theObserverSeesEveryCall() async throws {
        let seen = Gate()
        let failed = Gate()
        try await ScriptedServer.run { request, responder in
            if request.body.contains("<x>fault</x>") { try await responder.sendLast(Bytes.fault) }
            try await responder.send(Bytes.answer())
        } body: { server in
            let client = try server.client {
                $0.onCall = { operation, duration, hasFailed in
                    #expect(operation == "IFoo_bar" && duration > .zero)
                    (hasFailed ? failed : seen).open()
                }
            }
            _ = try await client.bar()
            await seen.pass()
            _ = try? await client.bar("fault")
            await failed.pass()
        }
    }

    @Test func aClientThatWasShutDownFailsCalls() async throws {
        try await ScriptedServer.run { _, responder in
            try await responder.send(Bytes.answer())
        } body: { server in
            let client = try server.client()
            _ = try await client.bar()
            await client.shutdown()
            await client.shutdown()
            let error = await #expect(throws: SOAPError.self) { try await client.bar() }
            #expect(error?.code == .cannotConnect)
            #expect(error?.mayHaveBeenSent == false)
        }
    }
}
