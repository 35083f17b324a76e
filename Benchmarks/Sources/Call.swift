//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
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

    func compare() async throws -> [Comparison] {
        let host = try Bench.host()
        let machine = try await host.create("bench-call", Bench.spec)
        var comparison = Comparison(Self.subject, "VMFest", Self.bare)
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
            try await WebService(.init(url: host.url)).withVirtualBox { scope in
                _ = try await scope.findMachine(machine.description)
                let connection = try RawConnection(port: port)
                for _ in 0..<times {
                    _ = try await comparison.measure("VMFest") { try await scope.findMachine(machine.description) }
                    _ = try await comparison.measure(Self.bare) { try connection.exchange(request) }
                }
            }
        }
        try comparison.note(calls: 1, of: "VMFest")
        try comparison.note(calls: 1, of: Self.bare)
    }
}
