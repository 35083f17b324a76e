//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest snapshot ls`.
struct SnapshotList: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: "Lists a machine's snapshots as a tree.",
        discussion: """
            Each is below the one that it was taken after. The current one is that which the machine's present state came \
            from.

            EXAMPLES
              vmfest snapshot ls web
              vmfest snapshot ls web --json

            JSON
              An array, each after its parent, of objects with the keys
                id           the UUID
                name         the name
                description  the text for people, or ""
                taken        when it was taken
                live         whether what the machine was doing is in it
                current      whether the machine's present state came from it
                parent       the UUID of the snapshot that it was taken after; absent
                             for the first
                depth        how many snapshots it was taken after
              More keys may come; these keep their names and meanings.
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var machine: String

    @OptionGroup var output: OutputOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let snapshots = try await host.withMachine(machine, "snapshot ls") { try await $0.snapshots() }
        try output.renderer.show(SnapshotTable(snapshots: snapshots))
    }
}
