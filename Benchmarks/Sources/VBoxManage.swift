//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Subprocess

/// VirtualBox's own command line: what a user's shell script would call.
struct VBoxManage {
    /// Runs it and gives its output; throws when it fails.
    @discardableResult
    static func run(_ arguments: String...) async throws -> String {
        let result = try await Subprocess.run(
            .name("VBoxManage"), arguments: Arguments(arguments),
            output: .string(limit: 64 << 20), error: .string(limit: 1 << 20))
        guard result.terminationStatus.isSuccess else {
            throw BenchmarkError("VBoxManage \(arguments.joined(separator: " ")): \(result.standardError)")
        }
        return result.standardOutput
    }

    /// The same machine as `Bench.spec`, by a sequence of calls.
    static func create(_ name: String, image: String, disk: String) async throws {
        try await run("createvm", "--name", name, "--ostype", "Linux_64", "--register")
        try await run(
            "modifyvm", name, "--memory", "64", "--cpus", "1", "--nic1", "nat", "--graphicscontroller", "vmsvga",
            "--vram", "16", "--ioapic", "on", "--rtc-use-utc", "on")
        try await run("storagectl", name, "--name", "SATA", "--add", "sata", "--portcount", "1")
        try await run("createmedium", "disk", "--filename", disk, "--diffparent", image)
        try await run(
            "storageattach", name, "--storagectl", "SATA", "--port", "0", "--device", "0", "--type", "hdd",
            "--medium", disk)
    }

    /// Removes a machine that was just powered off, as soon as VirtualBox lets it.
    static func destroy(_ name: String) async throws {
        for _ in 0..<100 {
            do {
                try await run("unregistervm", name, "--delete")
                return
            } catch is BenchmarkError {
                try await Task.sleep(for: .milliseconds(5))
            }
        }
        throw BenchmarkError("\(name) stayed locked")
    }
}
