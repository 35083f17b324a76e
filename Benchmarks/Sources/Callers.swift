//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// Many concurrent callers on one host.
struct Callers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Concurrent callers on one host: latency of an action, and whether any of them is stuck.")

    @Option(help: "How many callers.")
    var callers = 200

    @Option(help: "For how many seconds.")
    var seconds = 120

    func run() async throws {
        let host = try Bench.host()
        let machine = try await host.create("bench-callers", MachineSpec(memory: .mebibytes(64)))
        let end = ContinuousClock.now.advanced(by: .seconds(seconds))
        let start = host.callCount
        let all = try await withThrowingTaskGroup(of: Measurement.self) { group in
            for _ in 0..<callers {
                group.addTask {
                    var own = Measurement()
                    while ContinuousClock.now < end { _ = try await own.measure { try await machine.state() } }
                    return own
                }
            }
            var all = Measurement()
            for try await own in group { for time in own.times { all.add(time) } }
            return all
        }
        print("\(callers) callers, \(seconds) s: \(all.times.count) answers, \(host.callCount - start) calls")
        print(
            "latency of one state(): p50 \(all.quantile(0.5).milliseconds) ms, p99 \(all.quantile(0.99).milliseconds) ms,"
                + " longest \(all.quantile(1).milliseconds) ms")
        try await machine.destroy()
    }
}
