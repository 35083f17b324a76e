//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest
import VirtualBox
import VirtualBoxAPI

/// What one call costs beyond its bytes.
struct Call: Comparing {
    static let configuration = CommandConfiguration(
        abstract: "One SOAP call beside a bare exchange of the same bytes over one connection, in turns.")

    @Option(help: "How often.")
    var times = 3_000

    func compare() async throws -> [Comparison] {
        var comparison = Comparison("one call (IVirtualBox::version)", "VMFest", "a bare exchange of the same bytes")
        let port = try Bench.port(of: Bench.host())
        let recorder = try Recorder(service: port)
        let url = try Bench.host().url
        try await WebService(.init(url: recorder.url)).withVirtualBox { scope in
            _ = recorder.take()
            _ = try await scope.box.getVersion()
            guard let recorded = recorder.take().first else { throw BenchmarkError("nothing was recorded") }
            try await WebService(.init(url: url)).withVirtualBox { scope in
                _ = try await scope.box.getVersion()
                let connection = try RawConnection(port: port)
                for _ in 0..<times {
                    _ = try await comparison.measure("VMFest") { try await scope.box.getVersion() }
                    _ = try await comparison.measure("a bare exchange of the same bytes") {
                        try connection.exchange(recorded.request)
                    }
                }
            }
        }
        try comparison.note(calls: 1, of: "VMFest")
        try comparison.note(calls: 1, of: "a bare exchange of the same bytes")
        return [comparison]
    }
}
