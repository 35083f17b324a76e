//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import NIOCore
import NIOPosix
import Synchronization

/// A web service that answers with what VirtualBox's once answered, sometimes with something wrong in it.
final class HostileService: Sendable {
    private struct State {
        var answers: [String: [String]]
        var seed: UInt64 = 0
        /// Of a thousand answers, how many are spoiled.
        var spoiled = 0
        var counts: [String: UInt64] = [:]
    }

    let port: Int
    private let state: Mutex<State>

    var url: String { "http://127.0.0.1:\(port)" }

    private init(port: Int, answers: [String: [String]]) {
        self.port = port
        state = Mutex(State(answers: answers))
    }

    /// From now on answers with what this seed gives.
    func begin(seed: UInt64, spoiled: Int) {
        state.withLock { state in
            state.seed = seed
            state.spoiled = spoiled
            state.counts = [:]
        }
    }

    /// Runs one as long as the body runs.
    static func run<Value: Sendable>(
        answers: [String: [String]], _ body: (HostileService) async throws -> Value
    ) async throws -> Value {
        let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.backlog, value: 256)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let service = HostileService(port: listener.channel.localAddress?.port ?? 0, answers: answers)
        return try await listener.executeThenClose { connections in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await withThrowingDiscardingTaskGroup { group in
                        for try await connection in connections {
                            group.addTask { try? await service.serve(connection) }
                        }
                    }
                }
                defer { group.cancelAll() }
                return try await body(service)
            }
        }
    }

    private func serve(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async throws {
        try await connection.executeThenClose { input, output in
            var received = ByteBuffer()
            for try await part in input {
                received.writeImmutableBuffer(part)
                while let request = Self.request(from: &received) {
                    let answer = answer(to: request)
                    try await output.write(ByteBuffer(bytes: answer.bytes))
                    if answer.isLast { return }
                }
            }
        }
    }

    /// The operation of the next whole request; empty for the one that opens a connection.
    private static func request(from received: inout ByteBuffer) -> String? {
        let bytes = received.readableBytesView
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        let length =
            head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.split(separator: " ").last ?? "") } ?? 0
        guard bytes.endIndex >= end.upperBound + length else { return nil }
        let body = String(decoding: bytes[end.upperBound..<(end.upperBound + length)], as: UTF8.self)
        received.moveReaderIndex(to: end.upperBound + length)
        guard let start = body.firstRange(of: "Body><") else { return "" }
        let name = body[start.upperBound...].prefix { $0 != ">" && $0 != " " && $0 != "/" }
        return String(name.split(separator: ":").last ?? "")
    }

    private func answer(to operation: String) -> (bytes: [UInt8], isLast: Bool) {
        guard !operation.isEmpty else { return (Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8), false) }
        let (seed, spoiled, answers) = state.withLock { state in
            state.counts[operation, default: 0] += 1
            let number = state.counts[operation] ?? 0
            let seed = operation.utf8.reduce(state.seed &+ number) { $0 &* 31 &+ UInt64($1) }
            return (seed, state.spoiled, state.answers[operation] ?? [])
        }
        var mutation = Mutation(seed: seed)
        let usual = "<vbox:\(operation)Response><returnval>1-2</returnval></vbox:\(operation)Response>"
        var body = Array((answers.randomElement(using: &mutation) ?? usual).utf8)
        guard Int.random(in: 0..<1000, using: &mutation) < spoiled else { return Self.http(body) }
        if Int.random(in: 0..<8, using: &mutation) == 0 { return Self.strange(body, &mutation) }
        for _ in 0..<Int.random(in: 1...3, using: &mutation) { body = HostileValue.spoiled(body, &mutation) }
        return Self.http(body)
    }

    static func envelope(_ body: [UInt8]) -> [UInt8] {
        let head = """
            <?xml version="1.0" encoding="UTF-8"?>
            <SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" \
            xmlns:vbox="http://www.virtualbox.org/"><SOAP-ENV:Body>
            """
        return Array(head.utf8) + body + Array("</SOAP-ENV:Body></SOAP-ENV:Envelope>".utf8)
    }

    private static func http(_ body: [UInt8]) -> (bytes: [UInt8], isLast: Bool) {
        let text = envelope(body)
        let isFault = body.starts(with: Array("<SOAP-ENV:Fault>".utf8))
        let status = isFault ? "500 Internal Server Error" : "200 OK"
        let head =
            "HTTP/1.1 \(status)\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: \(text.count)\r\n\r\n"
        return (Array(head.utf8) + text, false)
    }

    /// What is no good answer already as HTTP; the connection is closed after it.
    private static func strange(_ body: [UInt8], _ mutation: inout Mutation) -> (bytes: [UInt8], isLast: Bool) {
        let text = String(decoding: envelope(body), as: UTF8.self)
        let type = "Content-Type: text/xml\r\n"
        let long = String(repeating: "x", count: 4_000)
        let answers = [
            "HTTP/1.1 200 OK\r\n\(type)Content-Length: \(text.utf8.count + 7)\r\n\r\n\(text)",
            "HTTP/1.1 200 OK\r\n\(type)Content-Length: \(text.utf8.count / 2)\r\n\r\n\(text)",
            "HTTP/1.1 200 OK\r\n\(type)Content-Length: -1\r\n\r\n\(text)",
            "HTTP/1.1 200 OK\r\n\(type)Content-Length: 99999999999999999999\r\n\r\n\(text)",
            "HTTP/1.1 200 OK\r\n\(type)Content-Length: 3\r\nContent-Length: 4\r\n\r\n\(text)",
            "HTTP/1.1 200 OK\r\n\(type)Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n\(text)",
            "HTTP/1.1 200 OK\r\n\(type)Transfer-Encoding: chunked\r\n\r\n-5\r\n\(text)",
            "HTTP/1.1 200 OK\r\n\(type)Transfer-Encoding: chunked\r\n\r\n\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\(type)Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\u{1F}\u{8}x",
            "HTTP/1.1 200 OK\r\n" + (0..<300).map { "X-\($0): \(long)\r\n" }.joined() + "\r\n\(text)",
            "HTTP/1.1 200 OK\r\nX: \(String(repeating: long, count: 300))\r\n\r\n\(text)",
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 999 \r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/9.9 200 OK\r\n\r\n", "HTTP/1.1 200\r\n\r\n", "", "\0\0\0",
            "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Type: \r\nContent-Length: 0\r\n\r\n",
        ]
        var bytes = Array((answers.randomElement(using: &mutation) ?? "").utf8)
        if Int.random(in: 0..<3, using: &mutation) == 0 { bytes = mutation.mutate(bytes) }
        return (bytes, true)
    }
}
