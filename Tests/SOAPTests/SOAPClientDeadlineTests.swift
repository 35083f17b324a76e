//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import SOAP
import Testing

struct SOAPClientDeadlineTests {
    /// Runs a server that never answers calls about `stuck`, and a client with one connection to it.
    private func stuck(_ body: (SOAPClient, ScriptedServer, Gate) async throws -> Void) async throws {
        let received = Gate()
        try await ScriptedServer.run { request, responder in
            if request.body.contains("<x>stuck</x>") {
                received.open()
                try await Task.sleep(for: .seconds(3600))
            }
            try await responder.send(Bytes.answer())
        } body: { server in
            try await body(try server.client { $0.connections = 1 }, server, received)
        }
    }

    @Test func aLateAnswerIsNotAwaited() async throws {
        try await stuck { client, _, _ in
            _ = try await client.bar()
            let error = await #expect(throws: SOAPError.self) {
                try await client.bar("stuck", within: .milliseconds(200))
            }
            #expect(error?.code == .deadlineExceeded)
            #expect(error?.mayHaveBeenSent == true)
            let answer = try await client.bar()
            #expect(answer == "baz", "its connection was given up")
        }
    }

    @Test func anAnswerThatStopsHalfWayIsNotAwaited() async throws {
        try await ScriptedServer.run { request, responder in
            let half = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 9\r\n\r\n<a>"
            try await responder.send(request.body.contains("<x>half</x>") ? half : Bytes.answer())
        } body: { server in
            let client = try server.client()
            _ = try await client.bar()
            let error = await #expect(throws: SOAPError.self) {
                try await client.bar("half", within: .milliseconds(200))
            }
            #expect(error?.code == .deadlineExceeded)
            #expect(error?.mayHaveBeenSent == true)
        }
    }

    @Test func waitingForAConnectionCounts() async throws {
        try await stuck { client, _, received in
            let holder = Task { try await client.bar("stuck") }
            await received.pass()
            let error = await #expect(throws: SOAPError.self) { try await client.bar(within: .milliseconds(50)) }
            #expect(error?.code == .deadlineExceeded)
            #expect(error?.mayHaveBeenSent == false)
            #expect(error?.message.contains("other calls hold all of them") == true)
            holder.cancel()
            _ = await holder.result
        }
    }

    @Test func aCancelledCallEndsAtOnce() async throws {
        try await stuck { client, server, received in
            let call = Task { try await client.bar("stuck") }
            await received.pass()
            call.cancel()
            await #expect(throws: CancellationError.self) { try await call.value }
            let answer = try await client.bar()
            #expect(answer == "baz")
            #expect(server.log.connections == 2)
        }
    }

    @Test func aCancelledWaiterEndsAtOnce() async throws {
        try await stuck { client, _, received in
            let holder = Task { try await client.bar("stuck") }
            await received.pass()
            let waiters = (0..<50).map { _ in Task { try await client.bar() } }
            for waiter in waiters { waiter.cancel() }
            for waiter in waiters { await #expect(throws: CancellationError.self) { try await waiter.value } }
            holder.cancel()
            _ = await holder.result
            let answer = try await client.bar()
            #expect(answer == "baz")
        }
    }

    @Test func aTaskThatWasCancelledBeforeCallsNothing() async throws {
        try await stuck { client, server, _ in
            let call = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await client.bar()
            }
            await #expect(throws: CancellationError.self) { try await call.value }
            #expect(!server.log.events.contains { if case .answered(_, "POST") = $0 { true } else { false } })
        }
    }
}
