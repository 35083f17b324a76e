//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest disk rm`.
struct DiskRemove: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Removes disks with their files and all that is on them.",
        discussion: """
            A disk that a machine has, or that disks or snapshots of a machine are based on, stays, and the machines are \
            named.

            EXAMPLES
              vmfest disk rm data
              vmfest disk rm /srv/old.vdi --foreign
            """
    )

    @Argument(help: "The disks' names, UUIDs or paths on the host.", completion: .diskNames)
    var names: [String]

    @Flag(help: "Remove also what VMFest did not make.")
    var foreign = false

    @OptionGroup var host: HostOptions

    func run() async throws {
        try await host.each(names, "disk rm") { try await $0.disk($1).remove(evenForeign: foreign) }
    }
}
