//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import VMFest
import VirtualBox

import struct VMFest.Host
import struct VMFest.Machine

/// What one call costs beyond its bytes.
struct Call: Comparing {
    static let configuration = CommandConfiguration(
        abstract: "One SOAP call beside a bare exchange of the same bytes over one connection, in turns.")

    @Option(help: "How often.")
    var times = 3_000

    static let subject = "one call (IVirtualBox::findMachine)"
    static let bare = "a bare exchange of the same bytes"
    static let transport = "AsyncHTTPClient, the same bytes"

    func compare() async throws -> [Comparison] {
        let host = try Bench.host()
        let machine = try await host.create("bench-call", Bench.spec)
        var comparison = Comparison(Self.subject, "VMFest", Self.transport, Self.bare)
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await measure(&comparison, on: host, machine)) } catch { outcome = .failure(error) }
        try await machine.destroy()
        try outcome.get()
        return [comparison]
    }

    private func measure(_ comparison: inout Comparison, on host: Host, _ machine: Machine) async throws {
        let port = try Bench.port(of: host)
        let recorder = try Recorder(service: port)
        try await WebService(.init(url: recorder.url)).withVirtualBox { scope in
            _ = recorder.take()
            _ = try await scope.findMachine(machine.description)
            guard let request = recorder.take().first?.request else { throw BenchmarkError("nothing was recorded") }
            let body = RawConnection.body(of: request)
            try await WebService(.init(url: host.url)).withVirtualBox { scope in
                _ = try await scope.findMachine(machine.description)
                let connection = try RawConnection(port: port)
                for _ in 0..<times {
                    _ = try await comparison.measure("VMFest") { try await scope.findMachine(machine.description) }
                    _ = try await comparison.measure(Self.transport) { try await Self.exchange(body, at: host.url) }
                    _ = try await comparison.measure(Self.bare) { try connection.exchange(request) }
                }
            }
        }
        try comparison.note(calls: 1, of: "VMFest")
        for side in [Self.transport, Self.bare] { try comparison.note(calls: 1, of: side) }
    }

    /// What VMFest's own transport costs when nothing else is done: its HTTP library, as anyone calls it.
    private static func exchange(_ body: [UInt8], at url: String) async throws -> [UInt8] {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "text/xml; charset=utf-8")
        request.body = .bytes(ByteBuffer(bytes: body))
        let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        return Array(buffer: try await answer.body.collect(upTo: 1 << 20))
    }
}
