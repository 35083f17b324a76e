//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

/// The password of a disk.
enum DiskPassword {
    /// What the environment says.
    ///
    /// - Throws: ``Failure`` when it says nothing.
    static func given() throws -> String {
        guard let password = ProcessInfo.processInfo.environment["VMFEST_DISK_PASSWORD"], !password.isEmpty else {
            throw Failure(.usage, "there is no password; set VMFEST_DISK_PASSWORD")
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
