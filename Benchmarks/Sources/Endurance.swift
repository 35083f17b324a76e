//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

import struct VMFest.Host

/// Mixed verbs on many machines of one web service, for long: nothing fails, nothing is left, and nothing grows.
struct Endurance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Mixed verbs on one host: failures, leftovers, memory and file descriptors of client and service.",
        discussion: """
            It fails when a verb fails, when something is left, and when the number of file descriptors grows. 20,000 verbs \
            take about half an hour.
            """)

    @Option(help: "How many verbs.")
    var verbs = 20_000

    @Option(help: "On how many machines.")
    var machines = 20

    @Option(help: "How many verbs at once.")
    var callers = 4

    func validate() throws {
        guard verbs > 0, machines > 0, callers > 0 else {
            throw ValidationError("There must be at least one verb, machine and caller.")
        }
    }

    func run() async throws {
        var complaints: [String] = []
        try await Bench.withImage { complaints = try await measure(on: $0) }
        guard complaints.isEmpty else { throw BenchmarkError(complaints.joined(separator: "\n")) }
        print("no failure, nothing left, no more file descriptors than before")
    }

    private func measure(on image: String) async throws -> [String] {
        let host = try Bench.host()
        let before = try await remains(of: host)
        let processes = try EnduranceProcesses(of: host)
        let tally = EnduranceTally()
        let start = ContinuousClock.now
        let shifts = (0..<machines).map {
            EnduranceShift(host: host, image: image, name: "bench-endurance-\($0)", tally: tally)
        }
        var samples: [EnduranceSample] = []
        let failure: (any Error)?
        do {
            try await shifts.concurrently(callers) { try await $0.begin() }
            while await tally.count < verbs {
                try await shifts.concurrently(callers) { await $0.work() }
                // All machines are off, and nobody does anything.
                let sample = EnduranceSample(verbs: await tally.count, usages: processes.usages())
                print(sample)
                samples.append(sample)
            }
            failure = nil
        } catch {
            failure = error
        }
        try await shifts.concurrently(callers) { try await $0.end() }
        if let failure { throw failure }
        let time = start.duration(to: .now)
        print(await tally.summary)
        print("\(await tally.count) verbs on \(machines) machines, \(callers) at once, in \(Int(time.seconds)) s")
        let growth = EnduranceGrowth(samples: samples)
        print(growth.summary)
        var complaints = await tally.failures + growth.complaints
        let difference = try await remains(of: host).symmetricDifference(before)
        if !difference.isEmpty { complaints.append("left, or gone: \(difference.sorted().joined(separator: ", "))") }
        return complaints
    }

    /// What is on the host, as VBoxManage sees it, and what VMFest thinks is left of somebody's work.
    private func remains(of host: Host) async throws -> Set<String> {
        let machines = try await VBoxManage.run("list", "vms").split(whereSeparator: \.isNewline)
        let disks = try await VBoxManage.run("list", "hdds").split(whereSeparator: \.isNewline)
            .filter { $0.hasPrefix("Location:") }
        let leftovers = try await host.leftovers().map { "\($0)" }
        return Set((machines + disks).map(String.init) + leftovers)
    }
}

extension Array where Element: Sendable {
    /// Does something with each, with so many at once.
    fileprivate func concurrently(
        _ count: Int, _ work: @escaping @Sendable (Element) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, element) in enumerated() {
                if index >= count { try await group.next() }
                group.addTask { try await work(element) }
            }
            try await group.waitForAll()
        }
    }
}
