//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest disk show`.
struct DiskShow: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows all that is known of a disk.",
        discussion: """
            EXAMPLES
              vmfest disk show data
              vmfest disk show /srv/machines/old.vdi

            JSON
              An object with the keys of 'vmfest disk ls'.
            """
    )

    @OptionGroup var disk: DiskArgument

    @OptionGroup var output: JSONOption

    @OptionGroup var host: HostOptions

    func run() async throws {
        let info = try await host.withDisk(disk.name, "disk show") { try await $0.info() }
        try output.renderer.show(DiskDetails(info: info))
    }
}
