//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest reset`.
struct Reset: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Restarts guests at once, as a reset button does.",
        discussion: """
            The guest is not asked, so it may lose what it has not written. To be gentle, stop and start it.

            EXAMPLES
              vmfest reset web
            """
    )

    @OptionGroup var machines: MachineNames

    @Option(help: .timeLimit("How long it may take for each machine."))
    var timeout = TimeLimit(seconds: 30)

    @OptionGroup var host: HostOptions

    func run() async throws {
        let limit = timeout.duration
        try await machines.each("reset", on: host) { try await $0.reset(within: limit) }
    }
}
