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
                try await line.observing {
                    do {
                        return try await work(host.disk(name))
                    } catch {
                        throw error.about(name)
                    }
                }
            }
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
