//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Subprocess
import Testing

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// A web service with a VirtualBox configuration of its own, to be restarted and crashed.
struct PrivateService: Sendable {
    let name: String
    let url: String

    /// VBoxManage for this service's machines.
    let manage: VBoxManage

    /// Starts a service, lends it to a test, and removes it with everything that it has.
    ///
    /// - Parameter options: options of vboxwebsrv, for example `["--timeout", "6"]`.
    static func run<Value: Sendable>(
        options: [String] = [], _ test: @Sendable (PrivateService) async throws -> Value
    ) async throws -> Value {
        let name = "t\(UInt32.random(in: .min ... .max))"
        // VirtualBox's server process gives up when its start takes long, as that of all suites' at once would.
        await starting.enter()
        let url: String
        do {
            defer { starting.leave() }
            url = try await script(["up", name] + (options.isEmpty ? [] : ["--"] + options))
        }
        let variables = try await script(["env", name])
        let service = PrivateService(name: name, url: url, manage: VBoxManage(environment: environment(variables)))
        let outcome: Result<Value, any Error>
        do { outcome = .success(try await test(service)) } catch { outcome = .failure(error) }
        _ = try await Task { try await script(["destroy", name]) }.value
        return try outcome.get()
    }

    /// What the script says of why it failed.
    struct Failure: Error {
        let arguments: [String]
        let text: String
    }

    private static let starting = FixtureGate(places: 2)

    /// Starts the service again after it was ended or killed.
    func up() async throws { _ = try await Self.script(["up", name]) }

    /// Starts the service again at another port, and gives its address: the one that it had is free only a minute after
    /// connections were cut off there.
    func upElsewhere() async throws -> String {
        try await Self.script(["up", name, "--port", "0"])
    }

    /// The folder that it has its `home` and its `machines` in.
    func folder() async throws -> URL { URL(filePath: try await Self.script(["folder", name])) }

    /// Makes an empty base disk of a few MiB, which VirtualBox forgets again; gives its path.
    func emptyImage() async throws -> String {
        let path = try await folder().appending(path: "base.vdi").path
        try await manage("createmedium", "disk", "--filename", path, "--size", "16")
        try await manage("closemedium", "disk", path)
        return path
    }

    /// Gives a folder of the service, `machines` or `home`, a disk of its own.
    func disk(mebibytes: Int, on folder: String = "machines") async throws -> SmallDisk {
        _ = try await Self.script(["disk", name, "\(mebibytes)", folder])
        return SmallDisk(folder: try await self.folder().appending(path: folder))
    }

    /// Ends the service's processes, its machines' included.
    func down() async throws { _ = try await Self.script(["down", name]) }

    /// Kills one of the service's programs as a crash would: `vboxwebsrv`, `VBoxSVC` or `VBoxHeadless`.
    func kill(_ program: String) async throws { _ = try await Self.script(["kill", name, program]) }

    /// The process identifiers of one of the service's programs.
    func processes(_ program: String) async throws -> [Int] {
        try await Self.script(["pids", name, program]).split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    }

    private static func script(_ arguments: [String]) async throws -> String {
        let scripts = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Scripts")
            .standardized
        let result = try await Subprocess.run(
            .path(FilePath(scripts.appending(path: "virtualbox-service").path)), arguments: Arguments(arguments),
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        guard result.terminationStatus.isSuccess else {
            throw Failure(arguments: arguments, text: result.standardError)
        }
        return result.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The environment with the variables of `export NAME=VALUE` lines, whose values need no quoting.
    private static func environment(_ lines: String) -> Environment {
        var values: [Environment.Key: String?] = [:]
        for line in lines.split(whereSeparator: \.isNewline) {
            let parts = line.dropFirst("export ".count).split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let key = Environment.Key(rawValue: String(parts[0])) else { continue }
            values[key] = String(parts[1])
        }
        return .inherit.updating(values)
    }
}
