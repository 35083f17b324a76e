//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest disk move`.
struct DiskMoveCommand: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Moves a disk's file to another place of the host.",
        discussion: """
            Machines that have the disk know it by the new place; they have to be off. A file that is there already is \
            never written.

            EXAMPLES
              vmfest disk move data /srv/large
              vmfest disk move data /srv/large/data-2.vdi
            """
    )

    @OptionGroup var disk: DiskArgument

    @Argument(help: "A folder of the host, or the file's new path there.", completion: .file())
    var path: String

    @OptionGroup var host: HostOptions

    func run() async throws {
        let path = path
        let info = try await host.withDisk(disk.name, "disk move") { disk in
            try await disk.move(to: path)
            return try await disk.info()
        }
        try StandardOutput.write(info.path)
    }
}
