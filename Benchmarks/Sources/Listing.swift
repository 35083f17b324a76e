//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

import struct VMFest.Host

/// Listing hosts with few and many machines.
struct Listing: Comparing {
    static let configuration = CommandConfiguration(
        abstract: "List 10, 100 and 300 machines with their attributes, beside VBoxManage list -l vms and showvminfo.")

    @Option(help: "How many machines; repeatable.")
    var machines = [10, 100, 300]

    @Option(help: "How often each side lists them.")
    var times = 5

    func compare() async throws -> [Comparison] {
        let host = try Bench.host()
        var made: [Machine] = []
        var comparisons: [Comparison] = []
        let outcome: Result<Void, any Error>
        do {
            for count in machines.sorted() {
                for number in made.count..<max(count, made.count) {
                    made.append(try await host.create("bench-list-\(number)", MachineSpec(memory: .mebibytes(64))))
                }
                comparisons.append(try await measure(count, made, host))
            }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        for machine in made { try await machine.destroy() }
        try outcome.get()
        return comparisons
    }

    private func measure(_ count: Int, _ made: [Machine], _ host: Host) async throws -> Comparison {
        var comparison = Comparison(
            "list \(count) machines", "VMFest", "VBoxManage list -l vms", "VBoxManage showvminfo of each")
        for round in 0..<times {
            let before = host.callCount
            let found = try await comparison.measure("VMFest") { try await host.inventory(.all) }
            try comparison.note(calls: host.callCount - before, of: "VMFest")
            guard found.count >= count else { throw BenchmarkError("only \(found.count) machines were listed") }
            _ = try await comparison.measure("VBoxManage list -l vms") { try await VBoxManage.run("list", "-l", "vms") }
            // It takes long, and hardly varies.
            guard round < 2 else { continue }
            try await comparison.measure("VBoxManage showvminfo of each") {
                for machine in made { try await VBoxManage.run("showvminfo", machine.description) }
            }
        }
        return comparison
    }
}
