//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// The disk that a command is about.
struct DiskArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The disk's name, UUID or path on the host.", valueName: "disk"), completion: .diskNames)
    var name: String
}

extension HostOptions {
    /// Finds the host and a disk on it and lends the disk to work, with a progress line.
    ///
    /// What fails is told of the disk as the user named it.
    func withDisk<Value: Sendable>(
        _ name: String, _ action: String, _ work: (Disk) async throws -> Value
    ) async throws -> Value {
        try await withHost { host in
            try await ProgressLine.during("\(action) \(name)") { line in
                try await line.observing { try await told(of: name) { try await work(host.disk(name)) } }
            }
        }
    }
}

extension HostOptions {
    /// Finds the host, a disk and a machine on it, and lends both to work, with a progress line.
    ///
    /// What fails is told of what the user named: the disk, the machine or both.
    func withDisk<Value: Sendable>(
        _ name: String, andMachine machineName: String, _ action: String,
        _ work: (Disk, Machine) async throws -> Value
    ) async throws -> Value {
        try await withHost { host in
            try await ProgressLine.during("\(action) \(name)") { line in
                try await line.observing {
                    let disk = try await told(of: name) { try await host.disk(name) }
                    let machine = try await told(of: machineName) { try await host.machine(named: machineName) }
                    return try await told(of: "\(name), \(machineName)") { try await work(disk, machine) }
                }
            }
        }
    }

    private func told<Value>(of name: String, _ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch {
            throw error.about(name)
        }
    }
}

extension DiskType {
    /// Reads a type of the command line.
    init(argument: String) throws {
        guard let type = Self(rawValue: argument) else {
            let known = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(argument)' is no type of disk; they are \(known).")
        }
        self = type
    }
}
