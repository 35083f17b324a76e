//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest disk type`.
struct DiskTypeCommand: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "type",
        abstract: "Says what happens to what is written to a disk from now on.",
        discussion: """
            The types are those of 'vmfest disk create'. No machine may have the disk meanwhile. A shareable disk has to be \
            of fixed size. The first machine that gets a multi-attach disk has to be off then. VirtualBox has read-only \
            for DVDs and floppies only.

            EXAMPLES
              vmfest disk type data multi-attach
            """
    )

    @OptionGroup var disk: DiskArgument

    @Argument(
        help: "write-through, normal, immutable, shareable or multi-attach.", transform: DiskType.init(argument:))
    var type: DiskType

    @OptionGroup var host: HostOptions

    func run() async throws {
        let type = type
        try await host.withDisk(disk.name, "disk type") { try await $0.setType(type) }
        try StandardOutput.write(disk.name)
    }
}
