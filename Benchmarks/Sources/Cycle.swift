//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

/// The main job against a shell script's way to do it.
struct Cycle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "create, start, power-off and destroy, against the same with VBoxManage, in turns.")

    @Option(help: "How often each side does it.")
    var times = 15

    func run() async throws {
        try await Bench.withImage { try await measure(on: $0) }
    }

    private func measure(on image: String) async throws {
        let host = try Bench.host()
        let disk = URL(filePath: image).deletingLastPathComponent().appending(path: "bench-cycle.vdi").path
        var ours = Measurement()
        var theirs = Measurement()
        _ = try await host.version()
        for _ in 0..<times {
            try await ours.measure {
                let machine = try await host.create("bench-cycle", Bench.spec, image: .file(image))
                try await machine.start()
                try await machine.powerOff()
                try await machine.destroy()
            }
            try await theirs.measure {
                try await VBoxManage.create("bench-script", image: image, disk: disk)
                try await VBoxManage.run("startvm", "bench-script", "--type", "headless")
                try await VBoxManage.run("controlvm", "bench-script", "poweroff")
                try await VBoxManage.destroy("bench-script")
            }
        }
        print("VMFest      \(ours.summary)")
        print("VBoxManage  \(theirs.summary)")
        let ratio = ours.quantile(0.5).seconds / theirs.quantile(0.5).seconds
        print("ratio of the medians: \(String(format: "%.2f", ratio))")
    }
}
