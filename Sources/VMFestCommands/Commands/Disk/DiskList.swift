//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest disk ls`.
struct DiskList: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: "Lists the host's data disks, or all of its disks.",
        discussion: """
            EXAMPLES
              vmfest disk ls
              vmfest disk ls --all --json

            JSON
              An array, by name, of objects with the keys
                id        the UUID
                name      the name of a data disk; of others, the file's
                path      the path of its file on the host
                format    VirtualBox's name of the format, such as VDI
                fixed     whether the file has its full size from the beginning
                type      normal, immutable, write-through, shareable, read-only or
                          multi-attach
                capacity  the size as a guest sees it, in bytes
                fileSize  the size of the file in bytes
                state     ready, in-use, changing or inaccessible
                error     why it is inaccessible; absent for all others
                machines  who needs it, each with the keys id, name, attached (to the
                          machine as it is now, not only to a snapshot) and direct (the
                          disk itself, not one that is based on it)
                passwordId  VirtualBox's name of its password; absent for one that is not
                          encrypted
                parent    the UUID of the disk that it is based on; absent for none
                children  the UUIDs of the disks that are based on it
                managed   whether it is a data disk of VMFest's
                image     the image whose base it is; absent for none
                created   when it was made; absent where that is not known
                host      the host's address
              More keys may come; these keep their names and meanings.
            """
    )

    @Flag(name: .customLong("all"), help: "All disks that VirtualBox knows, not only data disks.")
    var areAll = false

    @OptionGroup var output: OutputOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let selection: DiskSelection = areAll ? .all : .managed
        let disks = try await host.withHost { host in
            try await ProgressLine.during("disk ls") { _ in try await host.disks(selection) }
        }
        try output.renderer.show(DiskTable(disks: disks))
    }
}
