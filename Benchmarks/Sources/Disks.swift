//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

import struct VMFest.Host

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What an instance costs in time and on the disk, against copies and linked clones.
struct Disks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Time and bytes of an instance from a 2 GiB base, against VBoxManage clonevm, full and linked.")

    @Option(help: "How often each is done.")
    var times = 5

    /// The base's size in MiB.
    private static let size = 2048

    func run() async throws {
        guard let folder = ProcessInfo.processInfo.environment["VMFEST_SERVICES"] else {
            throw BenchmarkError("VMFEST_SERVICES is not set: use Benchmarks/run")
        }
        // All of it is written: what is empty would cost nothing to copy.
        let raw = "\(folder)/bench-disk.img"
        try await fill(raw)
        let host = try Bench.host()
        try await host.importImage("bench-disk", from: raw)
        try FileManager.default.removeItem(atPath: raw)
        let image = try await host.image(named: "bench-disk")
        let template = try await host.create("bench-template", Bench.spec, image: .named("bench-disk"))
        try await VBoxManage.run("snapshot", "bench-template", "take", "base")
        try await measure(on: host, besideMachine: template)
        try await template.destroy()
        try await host.removeImage("bench-disk")
        print("the base: \(image.fileSize >> 20) MiB")
    }

    private func measure(on host: Host, besideMachine template: Machine) async throws {
        let ways: [(String, (String) async throws -> Void)] = [
            ("VMFest create", { _ = try await host.create($0, Bench.spec, image: .named("bench-disk")) }),
            (
                "clonevm, linked",
                {
                    try await VBoxManage.run(
                        "clonevm", "bench-template", "--snapshot", "base", "--options", "link", "--name", $0,
                        "--register")
                }
            ),
            ("clonevm, full", { try await VBoxManage.run("clonevm", "bench-template", "--name", $0, "--register") }),
        ]
        for (what, make) in ways {
            var measurement = Measurement()
            var bytes: Int64 = 0
            for _ in 0..<times {
                try await measurement.measure { try await make("bench-copy") }
                let machine = try await host.machine(named: "bench-copy")
                bytes = try await size(ofFolderOf: machine)
                try await machine.destroy()
            }
            let label = what.padding(toLength: 16, withPad: " ", startingAt: 0)
            print("\(label) \(measurement.summary), \(bytes >> 10) KiB")
        }
    }

    /// The bytes that a machine's folder takes on the disk.
    private func size(ofFolderOf machine: Machine) async throws -> Int64 {
        let folder = URL(filePath: try await machine.info().settingsFile).deletingLastPathComponent()
        var total: Int64 = 0
        for name in FileManager.default.enumerator(atPath: folder.path)?.compactMap({ $0 as? String }) ?? [] {
            var status = stat()
            if lstat(folder.appending(path: name).path, &status) == 0 { total += Int64(status.st_blocks) * 512 }
        }
        return total
    }

    private func fill(_ path: String) async throws {
        guard FileManager.default.createFile(atPath: path, contents: nil) else {
            throw BenchmarkError("'\(path)' can not be written")
        }
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        var block = Data((0..<(1 << 20)).map { _ in UInt8.random(in: .min ... .max) })
        for index in 0..<Self.size {
            block[0] = UInt8(truncatingIfNeeded: index)
            try file.write(contentsOf: block)
        }
        try file.close()
    }
}
