//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest resume`.
struct Resume: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lets paused machines go on.",
        discussion: """
            A machine that already runs is left as it is. One whose state is saved goes on with 'vmfest start'.

            EXAMPLES
              vmfest resume web
            """
    )

    @OptionGroup var machines: MachineNames

    @Option(help: .timeLimit("How long it may take for each machine."))
    var timeout = TimeLimit(seconds: 30)

    @OptionGroup var host: HostOptions

    func run() async throws {
        let limit = timeout.duration
        try await machines.each("resume", on: host) { try await $0.resume(within: limit) }
    }
}
