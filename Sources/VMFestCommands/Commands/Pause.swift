//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest pause`.
struct Pause: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Stops machines in mid-execution; their memory stays in use.",
        discussion: """
            A paused machine uses no CPU and goes on where it was with 'vmfest resume'. Pausing a paused one is no failure.

            EXAMPLES
              vmfest pause web
              vmfest pause web db
            """
    )

    @OptionGroup var machines: MachineNames

    @Option(help: .timeLimit("How long it may take for each machine."))
    var timeout = TimeLimit(seconds: 30)

    @OptionGroup var host: HostOptions

    func run() async throws {
        let limit = timeout.duration
        try await machines.each("pause", on: host) { try await $0.pause(within: limit) }
    }
}
