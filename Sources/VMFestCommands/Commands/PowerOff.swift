//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest power-off`.
struct PowerOff: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "power-off",
        abstract: "Switches machines off at once, as if their plugs were pulled.",
        discussion: """
            The guest is not asked, so it may lose what it has not written; 'vmfest stop' asks it. A machine that is off, \
            or whose state is saved, is left as it is.

            EXAMPLES
              vmfest power-off web
            """
    )

    @OptionGroup var machines: MachineNames

    @Option(help: .timeLimit("How long it may take for each machine."))
    var timeout = TimeLimit(seconds: 60)

    @OptionGroup var host: HostOptions

    func run() async throws {
        let limit = timeout.duration
        try await machines.each("power-off", on: host) { try await $0.powerOff(within: limit) }
    }
}
