//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Subprocess
import Synchronization
import Testing

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The command `vmfest`, as a process of its own.
struct VMFestProgram: Sendable {
    /// The address of the host that it is to use.
    let url: String

    /// A run of it that is under way.
    final class Running: Sendable {
        private let process: Process
        private let ending: AsyncStream<Int32>

        init(_ process: Process) throws {
            let (ending, end) = AsyncStream<Int32>.makeStream()
            self.process = process
            self.ending = ending
            process.terminationHandler = { process in
                end.yield(process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus)
                end.finish()
            }
            try process.run()
        }

        /// As a user does with Ctrl-C, but to this program alone.
        func interrupt() { _ = Foundation.kill(process.processIdentifier, SIGINT) }

        /// Ends it as the system does that runs out of memory.
        func kill() { _ = Foundation.kill(process.processIdentifier, SIGKILL) }

        /// The exit code, or the negative number of the signal that ended it.
        func end() async -> Int32 {
            for await code in ending { return code }
            return -1
        }

        /// The most memory that it holds until it ends, in KiB; 0 where the system does not tell that in a file.
        func mostMemory() async throws -> Int {
            var most = 0
            while process.isRunning {
                let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
                if let peak = status?.firstMatch(of: /VmHWM:\s+(\d+) kB/)?.1 { most = Int(peak) ?? most }
                try await Task.sleep(for: .milliseconds(20))
            }
            return most
        }
    }

    /// Begins a run.
    func begin(_ arguments: String...) throws -> Running { try begin(arguments) }

    /// Begins a run.
    func begin(_ arguments: [String]) throws -> Running {
        let process = Process()
        process.executableURL = try Self.file()
        process.arguments = withHost(arguments)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return try Running(process)
    }

    /// Runs it to its end; gives its exit code, or the negative number of a signal, and what it wrote as its data.
    func run(_ arguments: [String], input: String = "") async throws -> (code: Int32, output: String) {
        let result = try await Subprocess.run(
            .path(FilePath(Self.file().path)), arguments: Arguments(withHost(arguments)),
            input: .string(input), output: .string(limit: 1 << 20), error: .discarded)
        let code: Int32 =
            switch result.terminationStatus {
            case .exited(let code): code
            case .signaled(let number): -number
            }
        return (code, result.standardOutput)
    }

    /// Runs it to its end with more in its environment; gives also what it told on its standard error.
    ///
    /// - Parameter mask: the mask for the modes of files, in octal digits; the tests' own without.
    func observe(
        _ arguments: [String], environment: [String: String] = [:], mask: String? = nil
    ) async throws -> (code: Int32, output: String, errors: String) {
        var values: [Environment.Key: String?] = [:]
        for (name, value) in environment { if let key = Environment.Key(rawValue: name) { values[key] = value } }
        let hasHost = arguments.contains("--host") || arguments.first == "key"
        let words = [try Self.file().path] + (hasHost ? arguments : withHost(arguments))
        let script = (mask.map { "umask \($0); " } ?? "") + #"exec "$@""#
        let result = try await Subprocess.run(
            .name("sh"), arguments: Arguments(["-c", script, "sh"] + words), environment: .inherit.updating(values),
            input: .none, output: .string(limit: 4 << 20), error: .string(limit: 4 << 20))
        let code: Int32 =
            switch result.terminationStatus {
            case .exited(let code): code
            case .signaled(let number): -number
            }
        return (code, result.standardOutput, result.standardError)
    }

    /// What comes after `--` is another program's.
    private func withHost(_ arguments: [String]) -> [String] {
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        return arguments[..<end] + ["--host", url] + arguments[end...]
    }

    /// Where the build puts it: beside the tests.
    private static func file() throws -> URL {
        let arguments = ProcessInfo.processInfo.arguments
        let tests = try #require(arguments.first { $0.contains("PackageTests") }, "in \(arguments)")
        return URL(filePath: tests.replacing(/PackageTests\.xctest.*/, with: "PackageTests.xctest"))
            .deletingLastPathComponent().appending(path: "vmfest")
    }
}
