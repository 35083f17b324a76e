//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

import struct VMFest.Host

/// Instances at once against a shell script's loop.
struct Instances: Comparing {
    static let configuration = CommandConfiguration(
        abstract:
            "run of 1, 5 and 20 instances of an empty guest, beside VBoxManage clonevm --options link and startvm.")

    @Option(help: "How many instances; repeatable.")
    var number = [1, 5, 20]

    @Option(help: "How often each side does it.")
    var times = 5

    func compare() async throws -> [Comparison] {
        var comparisons: [Comparison] = []
        try await Bench.withImage { path in
            let host = try Bench.host()
            try await host.importImage("bench-instances", from: path)
            let disk = URL(filePath: path).deletingLastPathComponent().appending(path: "bench-template.vdi").path
            let outcome: Result<Void, any Error>
            do {
                try await VBoxManage.create("bench-template", image: path, disk: disk)
                try await VBoxManage.run("modifyvm", "bench-template", "--memory", "128")
                try await VBoxManage.run("snapshot", "bench-template", "take", "base")
                for number in number { comparisons.append(try await measure(number, on: host)) }
                outcome = .success(try await VBoxManage.destroy("bench-template"))
            } catch {
                outcome = .failure(error)
            }
            try await host.removeImage("bench-instances")
            try outcome.get()
        }
        return comparisons
    }

    private func measure(_ number: Int, on host: Host) async throws -> Comparison {
        var comparison = Comparison("run \(number) cold, of an empty guest", "VMFest", "VBoxManage")
        for _ in 0..<times {
            let before = host.callCount
            let machines = try await comparison.measure("VMFest") {
                try await host.run("bench-instances", size: .nano, count: number)
            }
            try comparison.note(calls: host.callCount - before, of: "VMFest")
            for machine in machines { try await machine.destroy() }

            try await comparison.measure("VBoxManage") {
                for index in 0..<number {
                    try await VBoxManage.run(
                        "clonevm", "bench-template", "--snapshot", "base", "--options", "link", "--name",
                        "bench-clone-\(index)", "--register")
                    try await VBoxManage.run("startvm", "bench-clone-\(index)", "--type", "headless")
                }
            }
            for index in 0..<number {
                try await VBoxManage.run("controlvm", "bench-clone-\(index)", "poweroff")
                try await VBoxManage.destroy("bench-clone-\(index)")
            }
        }
        return comparison
    }
}
