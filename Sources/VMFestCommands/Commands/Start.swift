//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest start`.
struct Start: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Starts machines, or lets saved and paused ones go on.",
        discussion: """
            It is done when the machine runs, which is well before its guest is up. A machine that runs already is left \
            as it is. When a machine can not be started, the end of its log is shown.

            EXAMPLES
              vmfest start web db
              vmfest start web --gui
            """
    )

    @OptionGroup var machines: MachineNames

    @Flag(help: "Show the machine's screen in a window on the host. Without it, it runs unseen.")
    var gui = false

    @Option(help: .timeLimit("How long it may take for each machine."))
    var timeout = TimeLimit(seconds: 120)

    @OptionGroup var host: HostOptions

    func run() async throws {
        let limit = timeout.duration
        let isSeen = gui
        try await machines.each("start", on: host) { try await $0.start(isSeen ? .gui : .headless, within: limit) }
    }
}
