//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import NIOCore
import NIOPosix
import NIOSSL

/// A TCP server that reads HTTP requests and answers with exactly what a script says.
struct ScriptedServer: Sendable {
    private typealias Input = NIOAsyncChannelInboundStream<ByteBuffer>
    private typealias Output = NIOAsyncChannelOutboundWriter<ByteBuffer>

    /// What the server does with a request; the connection is closed when it throws.
    typealias Script = @Sendable (ReceivedRequest, Responder) async throws -> Void

    /// Ends a connection.
    struct HangUp: Error {}

    let port: Int
    let log = ServerLog()

    private let script: Script
    private let banner: String?
    private let greets: Bool

    /// Runs a server as long as the body runs.
    ///
    /// - Parameters:
    ///   - banner: What the server sends on each connection before it was asked anything.
    ///   - greets: Whether the server itself answers the request that opens a connection, so that the script sees only
    ///     calls.
    static func run<Value: Sendable>(
        tls: NIOSSLContext? = nil,
        banner: String? = nil,
        greets: Bool = true,
        script: @escaping Script,
        body: (ScriptedServer) async throws -> Value
    ) async throws -> Value {
        let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.backlog, value: 256)
            // Nothing is read before there is somebody to read it.
            .childChannelOption(.autoRead, value: false)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    return channel
                }
            }
        let port = listener.channel.localAddress?.port ?? 0
        let server = ScriptedServer(port: port, script: script, banner: banner, greets: greets)
        return try await listener.executeThenClose { connections in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.serve(connections) }
                defer { group.cancelAll() }
                return try await body(server)
            }
        }
    }

    private init(port: Int, script: @escaping Script, banner: String?, greets: Bool) {
        self.port = port
        self.script = script
        self.banner = banner
        self.greets = greets
    }

    private func serve(_ connections: NIOAsyncChannelInboundStream<any Channel>) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            for try await connection in connections {
                let number = log.open()
                group.addTask {
                    defer { log.close(number) }
                    // However a connection ends, the others go on.
                    try? await serve(connection, number)
                }
            }
        }
    }

    /// Serves one connection.
    ///
    /// It is wrapped only here: one that was wrapped and then never served, because the server ends, would be a trap.
    private func serve(_ connection: any Channel, _ number: Int) async throws {
        let wrapped = try await connection.eventLoop.submit {
            try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: connection)
        }.get()
        try await wrapped.executeThenClose { input, output in
            try await connection.setOption(.autoRead, value: true).get()
            try await converse(input, output, number)
        }
    }

    private func converse(
        _ input: Input, _ output: Output, _ connection: Int
    ) async throws {
        if let banner { try await output.write(ByteBuffer(string: banner)) }
        var received = ByteBuffer()
        for try await part in input {
            received.writeImmutableBuffer(part)
            while let request = ReceivedRequest(from: &received, connection: connection) {
                let responder = Responder(request: request, log: log, output: output)
                if greets, request.method == "HEAD" {
                    try await responder.send(Bytes.http(""))
                } else {
                    try await script(request, responder)
                }
            }
        }
    }
}

/// What a script answers a request with.
struct Responder: Sendable {
    fileprivate let request: ReceivedRequest
    fileprivate let log: ServerLog
    fileprivate let output: NIOAsyncChannelOutboundWriter<ByteBuffer>

    /// Sends text as it is.
    func send(_ text: String) async throws {
        log.answer(request.connection, request.method)
        try await sendMore(text)
    }

    /// Sends more text of an answer that was begun.
    func sendMore(_ text: String) async throws {
        try await output.write(ByteBuffer(string: text))
    }

    /// Sends text and closes the connection.
    func sendLast(_ text: String) async throws {
        try await send(text)
        throw ScriptedServer.HangUp()
    }
}
