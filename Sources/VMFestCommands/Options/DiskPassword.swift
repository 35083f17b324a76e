//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

/// The passwords of encrypted disks of a machine, for its start.
struct DiskPasswordOptions: ParsableArguments {
    @Option(
        name: .customLong("disk-password-file"),
        help: ArgumentHelp(
            "Take the password of an encrypted disk from the first line of this file. Repeatable.",
            discussion: "Without it: VMFEST_DISK_PASSWORD. Each disk takes the one that is its own.",
            valueName: "file"),
        completion: .file())
    var files: [String] = []

    /// All of them; none where nothing is said.
    func passwords() throws -> [String] {
        guard files.isEmpty else { return try files.map(GuestOptions.firstLine) }
        return DiskPassword.known.map { [$0] } ?? []
    }
}

/// The password of a disk.
enum DiskPassword {
    /// What the environment says.
    ///
    /// - Throws: ``Failure`` when it says nothing.
    static func given() throws -> String {
        guard let known else { throw Failure(.usage, "there is no password; set VMFEST_DISK_PASSWORD") }
        return known
    }

    /// What the environment says; nil when it says nothing.
    static var known: String? {
        guard let password = ProcessInfo.processInfo.environment["VMFEST_DISK_PASSWORD"], !password.isEmpty else {
            return nil
        }
        return password
    }
}

extension Disk.Cipher {
    /// Reads a cipher of the command line.
    init(argument: String) throws {
        guard let cipher = Self(rawValue: argument.lowercased()) else {
            throw ValidationError("'\(argument)' is no cipher for disks; those are aes128 and aes256.")
        }
        self = cipher
    }
}
