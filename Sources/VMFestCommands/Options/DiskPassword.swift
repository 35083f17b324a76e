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
            discussion: """
                Without it: VMFEST_DISK_PASSWORD, or what is typed where the standard input is a terminal. Each disk takes \
                the one that is its own.
                """,
            valueName: "file"),
        completion: .file())
    var files: [String] = []

    /// All of them; where nothing is said and a machine needs one, what is typed on the terminal; else none.
    func passwords(for machines: ChosenMachines, on host: HostOptions) async throws -> [String] {
        guard files.isEmpty else { return try files.map(GuestOptions.firstLine) }
        if let known = DiskPassword.known { return [known] }
        guard RawTerminal.isThere, try await machines.haveEncryptedDisks(on: host) else { return [] }
        return try await PasswordPrompt.ask("Password of the encrypted disks").map { [$0] } ?? []
    }
}

/// The password of a disk.
enum DiskPassword {
    /// What the environment says, else what is typed on the terminal: twice, where it is a new one.
    ///
    /// - Throws: ``Failure`` when the environment says nothing and there is no terminal.
    static func given(isNew: Bool) async throws -> String {
        if let known { return known }
        let words = "Password of the disk"
        guard let typed = try await isNew ? PasswordPrompt.askTwice(words) : PasswordPrompt.ask(words) else {
            throw Failure(.usage, "there is no password; set VMFEST_DISK_PASSWORD")
        }
        return typed
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
