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
              vmfest ls --tag role=web --tag @owner=me@laptop
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
                tags          an object: the tags' values by their keys
                owner         whose machine it is, if that is known
                created       when it was made, as 2026-01-31T12:00:00Z
                expires       when its lifetime ends; absent if it has no end
                image         the image of the catalogue that it was made from
                size          the size that it was made with
                start         warm or cold: how its guest came up first
                user          who can log in to its guest, by the image
                keys          the fingerprints of the keys that it was made with
                error         why it is inaccessible; absent for others
              More keys may come; these keep their names and meanings.
            """
    )

    @Flag(help: "List every machine of the host, whoever made it, inaccessible ones included.")
    var all = false

    @Option(
        name: .customLong("tag"),
        help: ArgumentHelp(
            "List those that this holds for. Repeatable: all must hold.",
            discussion: "key=value, key!=value or key; the fields @owner, @image, @name, @size and @state likewise.",
            valueName: "filter"),
        transform: MachineFilter.init(argument:))
    var filters: [MachineFilter] = []

    @OptionGroup var output: OutputOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (selection, filters): (MachineSelection, [MachineFilter]) = (all ? .all : .managed, filters)
        let machines = try await host.withHost { host in
            try await ProgressLine.during("ls") { _ in try await host.inventory(selection, where: filters) }
        }
        try output.renderer.show(MachineList(machines: machines))
    }
}
