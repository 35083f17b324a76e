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
struct Warm: Comparing {
    static let configuration = CommandConfiguration(
        abstract: "From run to the first HTTP answer on the forwarded port, cold and warm; and several instances warm.")

    @Option(help: "How often it is done cold.")
    var cold = 3

    @Option(help: "How often it is done warm.")
    var warm = 10

    @Option(help: "How many warm instances at once; repeatable.")
    var number = [1, 5, 20]

    private static let image = "bench-warm"

    func compare() async throws -> [Comparison] {
        guard let path = ProcessInfo.processInfo.environment["VMFEST_TEST_IMAGE"] else {
            throw BenchmarkError("VMFEST_TEST_IMAGE is not set: use Benchmarks/run")
        }
        let host = try Bench.host()
        try await host.importImage(Self.image, from: path, ImageAttributes(user: "root"))
        var answers = Comparison("from run to the first HTTP answer", "warm", "cold")
        for _ in 0..<cold { try await measure(on: host, &answers, "cold") }
        try await host.warmImage(Self.image, size: .nano)
        for _ in 0..<warm { try await measure(on: host, &answers, "warm") }
        var several: [Comparison] = []
        for number in number {
            var comparison = Comparison("run \(number) warm, until the guests are instances of their own", "VMFest")
            for _ in 0..<3 {
                let before = host.callCount
                let machines = try await comparison.measure("VMFest") {
                    try await host.run(Self.image, size: .nano, count: number, within: .seconds(600))
                }
                try comparison.note(calls: host.callCount - before, of: "VMFest")
                for machine in machines { try await machine.destroy() }
            }
            several.append(comparison)
        }
        try await host.coolImage(Self.image)
        try await host.removeImage(Self.image)
        return [answers] + several
    }

    private func measure(on host: Host, _ comparison: inout Comparison, _ side: String) async throws {
        let options = RunOptions(
            name: Self.image, forwards: [PortForward(hostPort: 0, guestPort: 80)], isCold: side == "cold")
        let before = host.callCount
        let machine = try await comparison.measure(side) {
            let machines = try await host.run(Self.image, size: .nano, options, within: .seconds(600))
            let machine = machines[0]
            let forward = try await machine.endpoints().compactMap(\.forward).first { $0.guestPort == 80 }
            try await Self.answer(at: forward?.port ?? 0)
            return machine
        }
        try comparison.note(calls: host.callCount - before, of: side)
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
