//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest ls`.
struct List: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: "Lists the machines that VMFest made.",
        discussion: """
            EXAMPLES
              vmfest ls
              vmfest ls --all --json
              vmfest start $(vmfest ls --quiet)

            JSON
              An array, by name, of objects with the keys
                id            the UUID
                name          the name; several machines may have the same
                state         off, aborted, saved, starting, restoring, running, paused,
                              stuck, stopping, saving, changing or inaccessible
                cpus          the number of virtual CPUs; 0 if inaccessible
                memoryMiB     the memory in MiB; 0 if inaccessible
                host          the host's address
                osType        VirtualBox's name of the guest's system
                description   the text for people
                managed       whether VMFest made it
                settingsFile  the path of its settings on the host
                error         why it is inaccessible; absent for others
              More keys may come; these keep their names and meanings.
            """
    )

    @Flag(help: "List every machine of the host, whoever made it, inaccessible ones included.")
    var all = false

    @OptionGroup var output: OutputOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let selection: MachineSelection = all ? .all : .managed
        let machines = try await host.withHost { host in
            try await ProgressLine.during("ls") { _ in try await host.inventory(selection) }
        }
        try output.renderer.show(MachineList(machines: machines))
    }
}
