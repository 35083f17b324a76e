//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

import struct VMFest.Host

/// Many cycles against one web service: nothing fails, nothing is left, and its memory does not grow.
struct Endurance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Cycles against one web service: failures, leftovers, and the service's resident memory.")

    @Option(help: "How many cycles.")
    var cycles = 500

    @Option(help: "After how many cycles the memory is taken as the level to compare with.")
    var warmUp = 100

    func run() async throws {
        try await Bench.withImage { try await measure(on: $0) }
    }

    private func measure(on image: String) async throws {
        let host = try Bench.host()
        let machinesBefore = try await host.machines(.all).count
        let mediaBefore = try await VBoxManage.run("list", "hdds")
        let process = try Self.webService(at: host)
        var level = 0
        var cycle = Measurement()
        for number in 1...cycles {
            try await cycle.measure {
                let machine = try await host.create("bench-endurance", Bench.spec, image: .file(image))
                try await machine.start()
                try await machine.powerOff()
                try await machine.destroy()
            }
            if number == warmUp { level = try Self.residentKiB(process) }
            if number % 50 == 0 { print("\(number) cycles: \(try Self.residentKiB(process)) KiB resident") }
        }
        let end = try Self.residentKiB(process)
        let growth = level == 0 ? 0 : (Double(end) / Double(level) - 1) * 100
        print("cycle: \(cycle.summary); no failure in \(cycles)")
        print(
            "vboxwebsrv: \(level) KiB after \(warmUp), \(end) KiB after \(cycles): \(String(format: "%+.1f", growth)) %"
        )
        let machinesAfter = try await host.machines(.all).count
        let mediaAfter = try await VBoxManage.run("list", "hdds")
        print("machines left: \(machinesAfter - machinesBefore); disks as before: \(mediaBefore == mediaAfter)")
    }

    /// The process that listens on the host's port.
    private static func webService(at host: Host) throws -> Int {
        let port = URL(string: host.url)?.port ?? 18083
        for entry in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
            guard let id = Int(entry), let line = try? String(contentsOfFile: "/proc/\(id)/cmdline", encoding: .utf8)
            else { continue }
            let words = line.split(separator: "\0")
            if words.first?.hasSuffix("vboxwebsrv") == true, words.contains("\(port)") { return id }
        }
        throw BenchmarkError("no vboxwebsrv with port \(port) runs on this computer")
    }

    private static func residentKiB(_ process: Int) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return line.split(separator: " ").compactMap { Int($0) }.first ?? 0
    }
}
