//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest
import VirtualBox

@Suite("What a host and its machines use", .virtualBox)
struct HostMetricsTests {
    /// A service of its own: what is collected is one for all clients.
    private func run(_ test: @escaping @Sendable (Fixture) async throws -> Void) async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage, test)
        }
    }

    /// What VirtualBox's own tool says of metrics: the name, and in seconds how often it is collected.
    private func periods(_ fixture: Fixture, of object: String) async throws -> [String: Int] {
        let lines = try await fixture.manage("metrics", "list", object).split(whereSeparator: \.isNewline)
        let rows = lines.compactMap { $0.firstMatch(of: /^\S+\s+([A-Z]\S+\/\S+)\s+\S+\s+\d+\s+\d+\s+(\d+)\s/) }
        return Dictionary(rows.map { (String($0.1), Int($0.2) ?? -1) }) { first, _ in first }
    }

    @Test(
        "a running machine is in the samples from its start on, and what is read has the names of VirtualBox's own tool"
    )
    func machine() async throws {
        try await run { fixture in
            let machine = try await fixture.machine()
            _ = try await fixture.machine("off")
            let sample = try await fixture.host.withMetrics(every: .seconds(1)) { samples in
                try await machine.start()
                for try await sample in samples {
                    let known = sample.machines.first.map { $0.cpu != nil && $0.memory != nil } ?? false
                    if sample.cpu != nil, known {
                        #expect(try await periods(fixture, of: fixture.name())["CPU/Load/User"] == 1)
                        return sample
                    }
                }
                throw CancellationError()
            }
            let cpu = try #require(sample.cpu)
            #expect((0...101).contains(cpu.user + cpu.kernel))
            #expect(cpu.idle != nil)
            #expect(try #require(sample.memoryTotal) > .mebibytes(256))
            let (used, total) = try (#require(sample.memoryUsed), #require(sample.memoryTotal))
            #expect(used <= total)
            #expect(sample.machines.map(\.machine) == [machine])
            let measured = try #require(sample.machines.first)
            #expect(measured.name == fixture.name())
            #expect(try #require(measured.memory) > .mebibytes(1))
            #expect(measured.guestMemoryTotal == nil && measured.guestCPU == nil)
            let names = try await Set(periods(fixture, of: fixture.name()).keys)
            #expect(
                names.isSuperset(of: [
                    "CPU/Load/User", "CPU/Load/Kernel", "RAM/Usage/Used", "Disk/Usage/Used", "Net/Rate/Rx",
                    "Net/Rate/Tx", "Guest/CPU/Load/User", "Guest/RAM/Usage/Total",
                ]))
        }
    }

    @Test("what was set up is given back when the work ends or its task is cancelled, and the sequence ends")
    func ending() async throws {
        try await run { fixture in
            let host = fixture.host
            let task = Task {
                try await host.withMetrics(every: .seconds(1)) { samples in
                    var count = 0
                    for try await sample in samples where sample.cpu != nil {
                        count += 1
                        withUnsafeCurrentTask { $0?.cancel() }
                    }
                    return count
                }
            }
            #expect(try await task.value == 1)
            #expect(host.calls.byOperation["IPerformanceCollector_disableMetrics"] == 1)
            // As it was before: nothing is collected, and no values of long ago are there.
            #expect(try await periods(fixture, of: "host")["CPU/Load/User"] == 0)
            #expect(try await !fixture.manage("metrics", "query", "host", "CPU/Load/User").contains("%"))
            try await host.withMetrics(every: .seconds(1)) { samples in
                for try await sample in samples where sample.cpu != nil { break }
            }
            let calls = host.calls.byOperation
            #expect(calls["IWebsessionManager_logon"] == calls["IWebsessionManager_logoff"])
            #expect(calls["IEventSource_registerListener"] == nil)
        }
    }

    @Test("what another client collects is not given back")
    func foreign() async throws {
        try await run { fixture in
            try await fixture.manage(
                "metrics", "setup", "--period", "1", "--samples", "1", "host", "CPU/Load,RAM/Usage")
            var values = ""
            while !values.contains("%") {
                values = try await fixture.manage("metrics", "query", "host", "CPU/Load/User")
            }
            try await fixture.host.withMetrics(every: .seconds(1)) { samples in
                for try await sample in samples where sample.cpu != nil { break }
            }
            #expect(fixture.host.calls.byOperation["IPerformanceCollector_setupMetrics"] == nil)
            #expect(fixture.host.calls.byOperation["IPerformanceCollector_disableMetrics"] == nil)
        }
    }

    @Test("an interval that VirtualBox does not know is refused")
    func interval() async throws {
        try await run { fixture in
            for interval: Duration in [.zero, .seconds(-1), .milliseconds(999), .seconds(86_401)] {
                let refusal = await #expect(throws: VMFestError.self) {
                    try await fixture.host.withMetrics(every: interval) { _ in }
                }
                #expect(refusal?.code == .invalidArgument)
            }
            #expect(fixture.host.callCount == 0)
        }
    }
}
