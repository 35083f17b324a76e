//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest discard`.
struct Discard: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Gives up the saved state of machines, so that they boot at the next start. It does not ask.",
        discussion: """
            What they were doing when they were saved is lost, as if their plugs had been pulled. A machine that is \
            switched off has no saved state, which is no failure; one that runs is refused.

            EXAMPLES
              vmfest discard web
            """
    )

    @OptionGroup var machines: MachineNames

    @Option(help: .timeLimit("How long it may take for each machine."))
    var timeout = TimeLimit(seconds: 30)

    @OptionGroup var host: HostOptions

    func run() async throws {
        let limit = timeout.duration
        try await machines.each("discard", on: host) { try await $0.discardState(within: limit) }
    }
}
