//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import VMFest

import struct VMFest.Host

/// From one call to a guest that answers HTTP: booted, and from a warm image.
struct Warm: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "From run to the first HTTP answer on the forwarded port, cold and warm.")

    @Option(help: "How often it is done cold.")
    var cold = 3

    @Option(help: "How often it is done warm.")
    var warm = 10

    func run() async throws {
        guard let path = ProcessInfo.processInfo.environment["VMFEST_TEST_IMAGE"] else {
            throw BenchmarkError("VMFEST_TEST_IMAGE is not set: use Benchmarks/run")
        }
        let host = try Bench.host()
        try await host.importImage("bench-warm", from: path, ImageAttributes(user: "root"))
        var coldTimes = Measurement()
        for _ in 0..<cold { try await measure(on: host, &coldTimes, isCold: true) }
        print("cold  \(coldTimes.summary)")
        var baking = Measurement()
        _ = try await baking.measure { try await host.warmImage("bench-warm", size: .nano) }
        print("made warm in \(baking.quantile(0.5).milliseconds) ms")
        var warmTimes = Measurement()
        var calls = 0
        for _ in 0..<warm {
            let before = host.callCount
            try await measure(on: host, &warmTimes, isCold: false)
            calls = host.callCount - before
        }
        print("warm  \(warmTimes.summary), \(calls) calls, the destroy included")
        let ratio = coldTimes.quantile(0.5).seconds / warmTimes.quantile(0.5).seconds
        print("cold takes \(String(format: "%.1f", ratio)) times as long")
        try await host.coolImage("bench-warm")
        try await host.removeImage("bench-warm")
    }

    private func measure(on host: Host, _ measurement: inout Measurement, isCold: Bool) async throws {
        let options = RunOptions(
            name: "bench-warm", forwards: [PortForward(hostPort: 0, guestPort: 80)], isCold: isCold)
        let machine = try await measurement.measure {
            let machines = try await host.run("bench-warm", size: .nano, options, within: .seconds(600))
            let machine = machines[0]
            let forward = try await machine.endpoints().compactMap(\.forward).first { $0.guestPort == 80 }
            try await Self.answer(at: forward?.port ?? 0)
            return machine
        }
        try await machine.destroy()
    }

    /// Asks until there is an answer.
    private static func answer(at port: Int) async throws {
        while true {
            var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)/")
            request.headers.add(name: "Connection", value: "close")
            if let response = try? await HTTPClient.shared.execute(request, timeout: .seconds(2)),
                response.status == .ok
            {
                return
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
