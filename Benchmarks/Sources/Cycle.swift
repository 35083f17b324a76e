//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

import struct VMFest.Host

/// The main job against other ways to do it.
struct Cycle: Comparing {
    static let configuration = CommandConfiguration(
        abstract:
            "create, start, power-off and destroy, beside VBoxManage, VirtualBox's Python bindings, and the same calls"
            + " as prebuilt bytes, in turns.")

    @Option(help: "How often each side does it.")
    var times = 15

    static let floor = "the same calls, prebuilt"
    static let name = "bench-cycle"

    func compare() async throws -> [Comparison] {
        var comparison = Comparison(
            "create, start, power-off, destroy", "VMFest", "VBoxManage", "Python bindings", Self.floor)
        try await Bench.withImage { try await measure(&comparison, on: $0) }
        return [comparison]
    }

    private func measure(_ comparison: inout Comparison, on image: String) async throws {
        let host = try Bench.host()
        let disk = URL(filePath: image).deletingLastPathComponent().appending(path: "bench-cycle.vdi").path
        _ = try await host.version()
        let recorder = try Recorder(service: Bench.port(of: host))
        let recorded = Host(url: recorder.url)
        _ = try await recorded.version()
        var hasPython = true
        for _ in 0..<times {
            let before = host.callCount
            try await comparison.measure("VMFest") { try await Self.cycle(on: host, image) }
            try comparison.note(calls: host.callCount - before, of: "VMFest")

            _ = recorder.take()
            try await Self.cycle(on: recorded, image)
            let floor = Floor(recorder.take())
            let connection = try RawConnection(port: Bench.port(of: host))
            try await comparison.measure(Self.floor) { try floor.run(over: connection) }
            try comparison.note(calls: floor.calls, of: Self.floor)

            try await comparison.measure("VBoxManage") {
                try await VBoxManage.create("bench-script", image: image, disk: disk)
                try await VBoxManage.run("startvm", "bench-script", "--type", "headless")
                try await VBoxManage.run("controlvm", "bench-script", "poweroff")
                try await VBoxManage.destroy("bench-script")
            }
            if hasPython {
                let times = try await Python.cycle("bench-python", image: image, disk: disk, times: 1)
                for time in times ?? [] { try comparison.add(time, to: "Python bindings") }
                hasPython = times != nil
            }
        }
    }

    private static func cycle(on host: Host, _ image: String) async throws {
        let machine = try await host.create(name, Bench.spec, image: .file(image))
        try await machine.start()
        try await machine.powerOff()
        try await machine.destroy()
    }
}
