//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

/// The program beside VBoxManage, as a user meets it.
struct Program: Comparing {
    static let configuration = CommandConfiguration(
        commandName: "program",
        abstract: "vmfest ls with many machines: the time to its first output and its end, its memory, and its size.")

    @Option(help: "How many machines.")
    var machines = 100

    @Option(help: "How often.")
    var times = 10

    func compare() async throws -> [Comparison] {
        let host = try Bench.host()
        var made: [Machine] = []
        var comparison = Comparison(
            "vmfest ls, \(machines) machines", "VMFest", "VMFest, first output", "VBoxManage list vms")
        let outcome: Result<Void, any Error>
        do {
            for number in 0..<machines {
                made.append(try await host.create("bench-ls-\(number)", MachineSpec(memory: .mebibytes(64))))
            }
            for _ in 0..<times {
                let run = try await Self.list(at: host.url)
                try comparison.add(run.whole, to: "VMFest")
                try comparison.add(run.first, to: "VMFest, first output")
                comparison.memory = max(comparison.memory ?? 0, run.memory)
                _ = try await comparison.measure("VBoxManage list vms") { try await VBoxManage.run("list", "vms") }
            }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        for machine in made { try await machine.destroy() }
        try outcome.get()
        let size = try FileManager.default.attributesOfItem(atPath: Self.file.path)[.size] as? Int ?? 0
        print("vmfest ls: at most \(comparison.memory ?? 0) KiB resident; the program has \(size / 1024) KiB")
        return [comparison]
    }

    /// Beside this program.
    private static var file: URL {
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "vmfest")
    }

    /// One run of it: when the first byte came, when it ended, and the most memory that it had, in KiB.
    private static func list(at url: String) async throws -> (first: Duration, whole: Duration, memory: Int) {
        let process = Process()
        let output = Pipe()
        process.executableURL = file
        process.arguments = ["ls", "--host", url]
        process.standardOutput = output
        let start = ContinuousClock.now
        try process.run()
        let id = process.processIdentifier
        let peak = Task.detached {
            var most = 0
            while let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8),
                let found = status.firstMatch(of: /VmHWM:\s+(\d+) kB/)?.1
            {
                most = Int(found) ?? most
                try? await Task.sleep(for: .milliseconds(2))
            }
            return most
        }
        let (ends, end) = AsyncStream<(Duration, Duration)>.makeStream()
        Thread.detachNewThread {
            _ = try? output.fileHandleForReading.read(upToCount: 1)
            let first = start.duration(to: .now)
            _ = try? output.fileHandleForReading.readToEnd()
            process.waitUntilExit()
            end.yield((first, start.duration(to: .now)))
        }
        for await (first, whole) in ends {
            guard process.terminationStatus == 0 else { throw BenchmarkError("vmfest ls failed") }
            return (first, whole, await peak.value)
        }
        throw CancellationError()
    }
}
