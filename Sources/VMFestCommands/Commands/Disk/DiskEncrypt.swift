//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest disk encrypt`.
struct DiskEncrypt: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "encrypt",
        abstract: "Encrypts a disk, where VirtualBox can.",
        discussion: """
            Oracle's builds of VirtualBox need Oracle's extension pack for this. The password comes from \
            VMFEST_DISK_PASSWORD, or is typed on the terminal. A machine that has the disk is started with the password, see 'vmfest start \
            --disk-password-file'; VMFest keeps none. A clone has the password of the disk.

            EXAMPLES
              VMFEST_DISK_PASSWORD=… vmfest disk encrypt data
            """
    )

    @OptionGroup var disk: DiskArgument

    @Option(
        help: ArgumentHelp("aes128 or aes256. Default: aes256.", valueName: "cipher"),
        transform: Disk.Cipher.init(argument:))
    var cipher: Disk.Cipher = .aes256

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (cipher, password) = (cipher, try await DiskPassword.given(isNew: true))
        try await host.withDisk(disk.name, "disk encrypt") { disk in
            try await disk.encrypt(password: password, cipher: cipher)
        }
        try StandardOutput.write(disk.name)
    }
}
