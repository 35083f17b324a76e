//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest disk compact`.
struct DiskCompact: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "compact",
        abstract: "Gives back the room of what is zero on a dynamic VDI.",
        discussion: """
            A guest that deletes files leaves what was in them: have it write zeros over it first, for example with \
            'fstrim' where the slot says discard, or with 'zerofree'. A machine that has the disk has to be off.

            EXAMPLES
              vmfest disk compact data

            JSON
              An object with the keys of 'vmfest disk ls'.
            """
    )

    @OptionGroup var disk: DiskArgument

    @OptionGroup var output: OutputOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let info = try await host.withDisk(disk.name, "disk compact") { disk in
            try await disk.compact()
            return try await disk.info()
        }
        try output.renderer.show(DiskDetails(info: info))
    }
}
