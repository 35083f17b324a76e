//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// Listing a host with many machines.
struct Listing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List many machines with their attributes, against VBoxManage list -l vms.")

    @Option(help: "How many machines.")
    var machines = 100

    func run() async throws {
        let host = try Bench.host()
        for number in 0..<machines {
            _ = try await host.create("bench-list-\(number)", MachineSpec(memory: .mebibytes(64)))
        }
        var ours = Measurement()
        var theirs = Measurement()
        var calls = 0
        for _ in 0..<5 {
            let before = host.callCount
            let found = try await ours.measure { try await host.inventory(.all) }
            calls = host.callCount - before
            guard found.count >= machines else { throw BenchmarkError("only \(found.count) machines were listed") }
            _ = try await theirs.measure { try await VBoxManage.run("list", "-l", "vms") }
        }
        print("host.inventory          \(ours.summary), \(calls) calls")
        print("VBoxManage list -l vms  \(theirs.summary)")
        for machine in try await host.machines() where try await machine.info().name.hasPrefix("bench-list-") {
            try await machine.destroy()
        }
    }
}
