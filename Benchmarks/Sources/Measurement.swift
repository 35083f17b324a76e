//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

import struct VMFest.Host

/// Times of one thing that was done several times.
struct Measurement {
    private(set) var times: [Duration] = []

    /// Does something once more, and notes the time.
    mutating func measure<Value>(_ work: () async throws -> Value) async rethrows -> Value {
        let start = ContinuousClock.now
        defer { times.append(start.duration(to: .now)) }
        return try await work()
    }

    /// Notes a time that was measured elsewhere.
    mutating func add(_ time: Duration) { times.append(time) }

    /// The time that this share of all times does not exceed: 0.5 for the median.
    func quantile(_ share: Double) -> Duration {
        let sorted = times.sorted()
        guard !sorted.isEmpty else { return .zero }
        return sorted[min(sorted.count - 1, Int((Double(sorted.count) * share).rounded(.down)))]
    }

    /// Median, smallest and largest, in milliseconds.
    var summary: String {
        "median \(quantile(0.5).milliseconds) ms (\(quantile(0).milliseconds) to \(quantile(1).milliseconds))"
    }
}

extension Duration {
    /// The time in milliseconds, with one digit after the point.
    var milliseconds: String {
        let value = Double(components.seconds) * 1e3 + Double(components.attoseconds) / 1e15
        return String(format: "%.1f", value)
    }

    /// The time in seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

/// Where the benchmarks run.
enum Bench {
    /// The host at `VMFEST_HOST`.
    static func host() throws -> Host {
        guard let url = ProcessInfo.processInfo.environment["VMFEST_HOST"] else {
            throw BenchmarkError("VMFEST_HOST is not set: use Benchmarks/run")
        }
        return Host(url: url)
    }

    /// The port of a host's web service on this computer.
    static func port(of host: Host) throws -> Int {
        guard let port = URL(string: host.url)?.port else { throw BenchmarkError("\(host.url) has no port") }
        return port
    }

    /// Makes an empty disk that machines are based on, lends its path, and deletes it.
    ///
    /// It stays registered as immutable all the while: without that, `VBoxManage unregistervm --delete` of the last
    /// machine on it would delete it.
    static func withImage(_ work: (String) async throws -> Void) async throws {
        guard let folder = ProcessInfo.processInfo.environment["VMFEST_SERVICES"] else {
            throw BenchmarkError("VMFEST_SERVICES is not set: use Benchmarks/run")
        }
        let path = "\(folder)/bench-base.vdi"
        try await VBoxManage.run("createmedium", "disk", "--filename", path, "--size", "64")
        try await VBoxManage.run("modifymedium", "disk", path, "--type", "immutable")
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await work(path)) } catch { outcome = .failure(error) }
        // What the work failed with may be why the disk is still in use, so it is told first.
        if case .failure(let error) = outcome { print("failed: \(error)") }
        try await VBoxManage.run("closemedium", "disk", path, "--delete")
        try outcome.get()
    }

    /// What all sides make: 64 MiB, one CPU, a NAT card, a disk on an image.
    static let spec = MachineSpec(memory: .mebibytes(64))
}

/// A benchmark that can not be run.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
