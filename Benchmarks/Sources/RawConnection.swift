//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// One TCP connection that carries HTTP messages as they are, with blocking calls: as little as there can be between two
/// programs.
///
/// It is used by one thread at a time.
final class RawConnection {
    private var descriptor: Int32
    private let port: Int?
    private var buffer: [UInt8] = []
    private var piece = [UInt8](repeating: 0, count: 1 << 16)

    /// Takes a connection that was accepted.
    init(accepted socket: Int32) {
        descriptor = socket
        port = nil
        sendAtOnce()
    }

    /// Connects to a port of this computer.
    init(port: Int) throws {
        // Writing to a connection that the other side closed is an error, and no reason to end.
        signal(SIGPIPE, SIG_IGN)
        descriptor = try Self.connected(to: port)
        self.port = port
        sendAtOnce()
    }

    deinit { close(descriptor) }

    /// Sends a request and reads its answer; over a new connection where the service has closed this one, as
    /// VirtualBox's does after a hundred requests.
    func exchange(_ request: [UInt8]) throws -> [UInt8] {
        if let answer = try? sent(request) { return answer }
        guard let port else { throw BenchmarkError("the connection ended") }
        close(descriptor)
        descriptor = try Self.connected(to: port)
        sendAtOnce()
        guard let answer = try sent(request) else { throw BenchmarkError("the service closed the connection") }
        return answer
    }

    private func sent(_ request: [UInt8]) throws -> [UInt8]? {
        try send(request)
        return try receive()
    }

    func send(_ bytes: [UInt8]) throws {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw BenchmarkError("the connection ended") }
            done += count
        }
    }

    /// Reads one message, head and body; nil at the end of the connection.
    func receive() throws -> [UInt8]? {
        var length: Int?
        while true {
            if length == nil { length = Self.length(of: buffer) }
            if let length, buffer.count >= length {
                let message = Array(buffer[..<length])
                buffer.removeFirst(length)
                return message
            }
            let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else {
                guard buffer.isEmpty else { throw BenchmarkError("the connection ended within a message") }
                return nil
            }
            buffer += piece[..<count]
        }
    }

    /// How long the message is that some bytes begin with; nil where its head is not whole yet.
    private static func length(of bytes: [UInt8]) -> Int? {
        guard let end = headEnd(of: bytes) else { return nil }
        for line in String(decoding: bytes[..<end], as: UTF8.self).lowercased().split(separator: "\r\n") {
            guard line.hasPrefix("content-length:") else { continue }
            return end + (Int(line.dropFirst("content-length:".count).filter { $0 != " " }) ?? 0)
        }
        return end
    }

    /// What comes after a message's head.
    static func body(of message: [UInt8]) -> [UInt8] {
        Array(message[(headEnd(of: message) ?? 0)...])
    }

    private static func headEnd(of bytes: [UInt8]) -> Int? {
        range(of: Array("\r\n\r\n".utf8), in: bytes, from: 0).map { $0 + 4 }
    }

    /// Where some bytes are found first.
    static func range(of pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard let first = pattern.first, bytes.count >= pattern.count + start else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            for index in start...(bytes.count - pattern.count) where bytes[index] == first {
                if pattern.indices.allSatisfy({ bytes[index + $0] == pattern[$0] }) { return index }
            }
            return nil
        }
    }

    /// A socket that listens at some port of this computer, and the port.
    static func listener() throws -> (socket: Int32, port: Int) {
        let socket = newSocket()
        var address = loopback(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(socket, address, size) == 0 && listen(socket, 64) == 0 && getsockname(socket, address, &size) == 0
            }
        }
        guard status else { throw BenchmarkError("no port can be listened at") }
        return (socket, Int(UInt16(bigEndian: address.sin_port)))
    }

    private static func connected(to port: Int) throws -> Int32 {
        let socket = newSocket()
        var address = loopback(port: port)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) }
        }
        guard status == 0 else { throw BenchmarkError("nothing answers at port \(port)") }
        return socket
    }

    private func sendAtOnce() {
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func newSocket() -> Int32 {
        #if canImport(Glibc)
            socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            socket(AF_INET, SOCK_STREAM, 0)
        #endif
    }

    private static func loopback(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
