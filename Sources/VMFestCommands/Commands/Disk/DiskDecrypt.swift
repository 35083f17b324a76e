//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest disk decrypt`.
struct DiskDecrypt: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "decrypt",
        abstract: "Decrypts a disk.",
        discussion: """
            The password comes from VMFEST_DISK_PASSWORD, or is typed on the terminal.

            EXAMPLES
              VMFEST_DISK_PASSWORD=… vmfest disk decrypt data
            """
    )

    @OptionGroup var disk: DiskArgument

    @OptionGroup var host: HostOptions

    func run() async throws {
        let password = try await DiskPassword.given(isNew: false)
        try await host.withDisk(disk.name, "disk decrypt") { try await $0.decrypt(password: password) }
        try StandardOutput.write(disk.name)
    }
}
