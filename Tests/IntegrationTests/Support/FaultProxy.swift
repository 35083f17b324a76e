//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Stands between a client and a web service, counts the calls, and does harm to the chosen one.
final class FaultProxy: Sendable {
    typealias Client = NIOAsyncChannel<NIOHTTPServerRequestFull, HTTPServerResponsePart>
    typealias Upstream = NIOAsyncChannel<NIOHTTPClientResponseFull, HTTPClientRequestPart>

    /// The address that clients use.
    let url: String

    private let service: (host: String, port: Int)
    private let state = Mutex(State())

    private struct State {
        var fault: Armed?
        var calls = 0
        var struck: String?
        var clock = Duration.zero
        var isDown = false
    }

    private struct Armed {
        let kind: Fault
        let call: Int
        /// Cancels the task or kills the program.
        let strike: @Sendable () async -> Void
    }

    private init(port: Int, service: (host: String, port: Int)) {
        url = "http://127.0.0.1:\(port)"
        self.service = service
    }

    /// Lends a proxy of a web service.
    static func run<Value: Sendable>(
        to address: String, _ work: @Sendable (FaultProxy) async throws -> Value
    ) async throws -> Value {
        guard let parts = URLComponents(string: address), let host = parts.host, let port = parts.port else {
            throw NoAddress(text: address)
        }
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.backlog, value: 64)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(
                        withPipeliningAssistance: false, withErrorHandling: false)
                    try channel.pipeline.syncOperations.addHandler(
                        NIOHTTPServerRequestAggregator(maxContentLength: largest))
                    return try Client(wrappingChannelSynchronously: channel)
                }
            }
        guard let own = server.channel.localAddress?.port else { throw NoAddress(text: "the proxy's") }
        let proxy = FaultProxy(port: own, service: (host, port))
        return try await server.executeThenClose { clients in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    await withDiscardingTaskGroup { group in
                        do {
                            for try await client in clients { group.addTask { await proxy.serve(client) } }
                        } catch {
                            // The server ends with the test.
                        }
                        group.cancelAll()
                    }
                }
                defer { group.cancelAll() }
                return try await work(proxy)
            }
        }
    }

    struct NoAddress: Error {
        let text: String
    }

    /// From now on counts calls from 1.
    func count() { state.withLock { $0 = State(clock: $0.clock) } }

    /// How many calls there were.
    var calls: Int { state.withLock { $0.calls } }

    /// From now on counts calls from 1, and does harm to one of them.
    ///
    /// - Parameter strike: cancels the task or kills the program, for the faults that are that.
    func arm(_ fault: Fault, at call: Int, strike: @escaping @Sendable () async -> Void = {}) {
        state.withLock { $0 = State(fault: Armed(kind: fault, call: call, strike: strike), clock: $0.clock) }
    }

    /// From now on the host's clock is wrong by so much, as far as clients see.
    func shiftClock(by shift: Duration) { state.withLock { $0.clock = shift } }

    /// From now on does no harm; gives the operation that harm was done to, if one was.
    @discardableResult
    func disarm() -> String? {
        state.withLock { state in
            state.fault = nil
            return state.struck
        }
    }

    /// From now on resets every connection that a call comes over, or no longer does.
    func cut(_ isDown: Bool) { state.withLock { $0.isDown = isDown } }

    /// The fault that befalls the next call.
    private func next(_ operation: String) -> Armed? {
        state.withLock { state in
            state.calls += 1
            guard let fault = state.fault, fault.call == state.calls else { return nil }
            state.struck = operation
            return fault
        }
    }

    /// Serves one connection, over one of its own to the service.
    private func serve(_ client: Client) async {
        do {
            try await client.executeThenClose { inbound, outbound in
                let upstream = try await connect()
                try await upstream.executeThenClose { answers, requests in
                    var answers = answers.makeAsyncIterator()
                    for try await request in inbound {
                        if state.withLock({ $0.isDown }) { return try await reset(client.channel) }
                        let operation = Self.operation(of: request)
                        let armed = next(operation)
                        let fault = armed?.kind
                        if fault == .cancelledBefore || fault == .killedBefore { await armed?.strike() }
                        var response: NIOHTTPClientResponseFull?
                        for delivery in 0..<(fault?.deliveries ?? 1) {
                            let body = request.body ?? ByteBuffer()
                            try await requests.write(contentsOf: [
                                .head(request.head), .body(.byteBuffer(body)), .end(nil),
                            ])
                            guard let answer = try await answers.next() else { return }
                            if delivery == 0 || fault == .answeredTwice { response = shifted(answer, operation) }
                        }
                        if fault == .cancelledAfter || fault == .killedAfter { await armed?.strike() }
                        try await self.answer(fault, response, client.channel, outbound)
                    }
                }
            }
        } catch {
            // Either side closed the connection, as it may.
        }
    }

    private static let largest = 1 << 26

    /// An answer with the time that a wrong clock would tell.
    private func shifted(_ answer: NIOHTTPClientResponseFull, _ operation: String) -> NIOHTTPClientResponseFull {
        let shift = state.withLock { $0.clock }
        guard operation == "IHost_getUTCTime", shift != .zero, let body = answer.body else { return answer }
        let text = String(buffer: body).replacing(/<returnval>(\d+)/) { match in
            "<returnval>\((Int64(match.1) ?? 0) + Int64(shift / .milliseconds(1)))"
        }
        var answer = answer
        answer.body = ByteBuffer(string: text)
        answer.head.headers.replaceOrAdd(name: "Content-Length", value: "\(text.utf8.count)")
        return answer
    }

    /// The operation that a SOAP request asks for.
    private static func operation(of request: NIOHTTPServerRequestFull) -> String {
        let text = request.body.map { String(buffer: $0) } ?? ""
        return (text.firstMatch(of: /Body><\w+:(\w+)/)?.1).map(String.init) ?? "unknown"
    }

    private func connect() async throws -> Upstream {
        try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: service.host, port: service.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandler(
                        NIOHTTPClientResponseAggregator(maxContentLength: Self.largest))
                    return try Upstream(wrappingChannelSynchronously: channel)
                }
            }
    }

    /// Gives the client the service's answer, or what the fault makes of it.
    private func answer(
        _ fault: Fault?, _ response: NIOHTTPClientResponseFull?, _ channel: any NIOCore.Channel,
        _ outbound: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>
    ) async throws {
        switch fault {
        case nil, .deliveredTwice, .answeredTwice, .cancelledBefore, .cancelledAfter:
            guard let response else { return }
            try await outbound.write(
                contentsOf: [.head(response.head), .body(.byteBuffer(response.body ?? ByteBuffer())), .end(nil)])
        case .resetBefore, .resetAfter, .killedBefore, .killedAfter:
            try await reset(channel)
        case .cutAnswer:
            guard let response, let body = response.body else { return }
            let half = body.getSlice(at: body.readerIndex, length: body.readableBytes / 2) ?? ByteBuffer()
            try await outbound.write(contentsOf: [.head(response.head), .body(.byteBuffer(half))])
            try await reset(channel)
        case .silenceBefore, .silenceAfter:
            // Until the client gives up.
            try await channel.closeFuture.get()
        case .errorBefore, .errorAfter:
            try await send(.internalServerError, "text/plain", "no", outbound)
        case .garbage:
            try await send(.ok, "text/xml", "<a><b></a>\u{0}", outbound)
        }
    }

    private func send(
        _ status: HTTPResponseStatus, _ type: String, _ text: String,
        _ outbound: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>
    ) async throws {
        let headers: HTTPHeaders = ["Content-Type": type, "Content-Length": "\(text.utf8.count)"]
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        try await outbound.write(contentsOf: [.head(head), .body(.byteBuffer(ByteBuffer(string: text))), .end(nil)])
    }

    /// Ends a connection so that the other side reads an error instead of an end.
    private func reset(_ channel: any NIOCore.Channel) async throws {
        if let options = channel as? any SocketOptionProvider {
            try await options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        try await channel.close()
    }
}
