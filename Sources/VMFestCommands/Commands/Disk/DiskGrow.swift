//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest disk grow`.
struct DiskGrow: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "grow",
        abstract: "Makes a disk larger; a machine that has it has to be off.",
        discussion: """
            What is more is empty; the guest's file systems grow only if the guest makes them. No disk is made smaller. A \
            machine's own disk is named by its path or UUID, which 'vmfest disk ls --all' tells; one on an image becomes a \
            whole disk by this, with another UUID.

            EXAMPLES
              vmfest disk grow data 40GiB

            JSON
              An object with the keys of 'vmfest disk ls'.
            """
    )

    @OptionGroup var disk: DiskArgument

    @Argument(
        help: "The size as a guest sees it: MiB, or with a unit such as 40GiB.", transform: DataSize.init(argument:))
    var size: DataSize

    @OptionGroup var output: OutputOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let size = size
        let info = try await host.withDisk(disk.name, "disk grow") { try await $0.grow(to: size).info() }
        try output.renderer.show(DiskDetails(info: info))
    }
}
