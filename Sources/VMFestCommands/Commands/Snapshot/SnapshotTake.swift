//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest snapshot take`.
struct SnapshotTake: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "take",
        abstract: "Takes a snapshot of a machine, whether it runs or not.",
        discussion: """
            A machine that runs goes on meanwhile, and what it is doing is in the snapshot, too. A name that another \
            snapshot of the machine has is refused. What is cut off leaves no snapshot.

            EXAMPLES
              vmfest snapshot take web before-upgrade
              vmfest snapshot take web clean --description "right after the setup"

            JSON
              An object with the keys of 'vmfest snapshot ls'.
            """
    )

    @OptionGroup var snapshot: SnapshotArguments

    @Option(help: ArgumentHelp("A text for people.", valueName: "text"))
    var description = ""

    @Option(help: .timeLimit("How long it may take."))
    var timeout = TimeLimit(seconds: 300)

    @OptionGroup var output: OutputOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (name, description, limit) = (snapshot.name, description, timeout.duration)
        let taken = try await host.withMachine(snapshot.machine, "snapshot take") { machine in
            try await machine.takeSnapshot(name, description: description, within: limit)
        }
        try output.renderer.show(SnapshotDetails(snapshot: taken))
    }
}
