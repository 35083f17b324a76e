//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import NIOCore
import NIOPosix
import Synchronization

/// An HTTP server on loopback that answers as a script says, and may hang up in the middle of an answer.
final class FileServer: Sendable {
    /// What a client asked for.
    struct Request: Sendable {
        var path: String
        var headers: [String: String]

        /// The first byte of the range that is asked for; nil where the whole is.
        var rangeStart: Int? {
            headers["range"].flatMap { $0.hasPrefix("bytes=") ? Int($0.dropFirst(6).prefix { $0 != "-" }) : nil }
        }
    }

    /// What it is answered.
    struct Answer: Sendable {
        var status = "200 OK"
        var headers: [String] = []
        var body: [UInt8] = []
        /// How many bytes of the body are sent before the connection is closed; all by default.
        var sent: Int?
        /// Whether the server falls silent then, instead of closing the connection.
        var isSilent = false
    }

    typealias Script = @Sendable (Request, _ number: Int) -> Answer

    let port: Int
    private let log = Mutex<[Request]>([])
    private let script: Script

    /// What was asked for so far.
    var requests: [Request] { log.withLock(\.self) }

    func address(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    private init(port: Int, script: @escaping Script) {
        self.port = port
        self.script = script
    }

    /// Runs a server as long as the body runs.
    static func run<Value: Sendable>(
        _ script: @escaping Script, body: (FileServer) async throws -> Value
    ) async throws -> Value {
        let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let server = FileServer(port: listener.channel.localAddress?.port ?? 0, script: script)
        return try await listener.executeThenClose { connections in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await withThrowingDiscardingTaskGroup { group in
                        for try await connection in connections {
                            group.addTask { try? await server.serve(connection) }
                        }
                    }
                }
                defer { group.cancelAll() }
                return try await body(server)
            }
        }
    }

    /// Serves one request, and closes the connection.
    private func serve(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async throws {
        try await connection.executeThenClose { input, output in
            var received = ""
            for try await part in input {
                received += String(buffer: part)
                if received.contains("\r\n\r\n") { break }
            }
            let request = Self.request(received)
            let number = log.withLock { log in
                log.append(request)
                return log.count
            }
            let answer = script(request, number)
            let hasLength = answer.headers.contains { $0.lowercased().hasPrefix("transfer-encoding") }
            let length = hasLength ? [] : ["Content-Length: \(answer.body.count)"]
            let head = ["HTTP/1.1 \(answer.status)"] + length + answer.headers + ["Connection: close", "", ""]
            try await output.write(ByteBuffer(string: head.joined(separator: "\r\n")))
            try await output.write(ByteBuffer(bytes: answer.body.prefix(answer.sent ?? answer.body.count)))
            if answer.isSilent { try await Task.sleep(for: .seconds(60)) }
        }
    }

    private static func request(_ text: String) -> Request {
        let lines = text.split(separator: "\r\n")
        let path = lines.first?.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        let headers = lines.dropFirst().compactMap { line -> (String, String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (line[..<colon].lowercased(), String(line[line.index(after: colon)...].drop { $0 == " " }))
        }
        return Request(path: path, headers: Dictionary(headers) { $1 })
    }
}

extension FileServer.Answer {
    /// A file, from where the client asked for it, under an entity tag.
    static func file(_ body: [UInt8], _ request: FileServer.Request, tag: String = "\"1\"") -> Self {
        let headers = ["ETag: \(tag)"]
        let isSame = request.headers["if-range"].map { $0 == tag } ?? true
        guard let start = request.rangeStart, isSame else { return Self(headers: headers, body: body) }
        guard start < body.count else { return Self(status: "416 Range Not Satisfiable") }
        let range = "Content-Range: bytes \(start)-\(body.count - 1)/\(body.count)"
        return Self(status: "206 Partial Content", headers: headers + [range], body: Array(body[start...]))
    }
}
