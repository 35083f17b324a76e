//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

import struct VMFest.Host

/// Many instances at once against a shell script's loop.
struct Instances: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "run -n 20 of an empty guest, against 20 times VBoxManage clonevm --options link and startvm.")

    @Option(help: "How many instances.")
    var number = 20

    @Option(help: "How often each side does it.")
    var times = 5

    func run() async throws {
        try await Bench.withImage { path in
            let host = try Bench.host()
            try await host.importImage("bench-instances", from: path)
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await measure(on: host, path)) } catch { outcome = .failure(error) }
            try await host.removeImage("bench-instances")
            try outcome.get()
        }
    }

    private func measure(on host: Host, _ image: String) async throws {
        var ours = Measurement()
        var theirs = Measurement()
        let disk = URL(filePath: image).deletingLastPathComponent().appending(path: "bench-template.vdi").path
        try await VBoxManage.create("bench-template", image: image, disk: disk)
        try await VBoxManage.run("modifyvm", "bench-template", "--memory", "128")
        try await VBoxManage.run("snapshot", "bench-template", "take", "base")
        var calls = 0
        for _ in 0..<times {
            let before = host.callCount
            let machines = try await ours.measure {
                try await host.run("bench-instances", size: .nano, count: number)
            }
            calls = host.callCount - before
            for machine in machines { try await machine.destroy() }

            try await theirs.measure {
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
        try await VBoxManage.destroy("bench-template")
        print("\(number) instances, until all run")
        print("VMFest      \(ours.summary), \(calls) calls")
        print("VBoxManage  \(theirs.summary)")
        let ratio = ours.quantile(0.5).seconds / theirs.quantile(0.5).seconds
        print("ratio of the medians: \(String(format: "%.2f", ratio))")
    }
}
