//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest disk encrypt`.
struct DiskEncrypt: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "encrypt",
        abstract: "Encrypts a disk, where VirtualBox has Oracle's extension pack.",
        discussion: """
            The password comes from VMFEST_DISK_PASSWORD only. A machine that has the disk waits at its start until \
            VirtualBox is given the password, for example with 'VBoxManage controlvm NAME addencpassword'; VMFest keeps \
            none.

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
        let (cipher, password) = (cipher, try DiskPassword.given())
        try await host.withDisk(disk.name, "disk encrypt") { disk in
            try await disk.encrypt(password: password, cipher: cipher)
        }
        try StandardOutput.write(disk.name)
    }
}
