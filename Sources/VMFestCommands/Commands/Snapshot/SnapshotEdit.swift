//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest snapshot edit`.
struct SnapshotEdit: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Gives a snapshot another name or description, whether the machine runs or not.",
        discussion: """
            EXAMPLES
              vmfest snapshot edit web clean --name after-setup
              vmfest snapshot edit web clean --description "right after the setup"

            JSON
              An object with the keys of 'vmfest snapshot ls'.
            """
    )

    @OptionGroup var snapshot: SnapshotArguments

    @Option(name: .customLong("name"), help: ArgumentHelp("Its new name.", valueName: "name"))
    var newName: String?

    @Option(help: ArgumentHelp("Its new text for people; an empty one removes it.", valueName: "text"))
    var description: String?

    @Option(help: .timeLimit("How long it may take."))
    var timeout = TimeLimit(seconds: 30)

    @OptionGroup var output: OutputOptions

    @OptionGroup var host: HostOptions

    func validate() throws {
        if newName == nil, description == nil { throw ValidationError("Say what to change: --name or --description.") }
    }

    func run() async throws {
        let (name, newName, description, limit) = (snapshot.name, newName, description, timeout.duration)
        let edited = try await host.withMachine(snapshot.machine, "snapshot edit") { machine in
            try await machine.editSnapshot(name, name: newName, description: description, within: limit)
        }
        try output.renderer.show(SnapshotDetails(snapshot: edited))
    }
}
