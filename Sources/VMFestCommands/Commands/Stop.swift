//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest stop`.
struct Stop: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Asks guests to switch themselves off, and waits until they have.",
        discussion: """
            The power button is pressed, so the guest can put everything in order first. A guest that does not react in \
            time leaves the machine running and gives exit code 5; with --force it is powered off instead. A machine \
            that is off already, or whose state is saved, is left as it is.

            EXAMPLES
              vmfest stop web
              vmfest stop web db --timeout 20 --force
              vmfest stop --all --tag role=web
            """
    )

    @OptionGroup var machines: MachineNames

    @Option(help: .timeLimit("How long each guest may take."))
    var timeout = TimeLimit(seconds: 60)

    @Flag(help: "Power off what did not stop in time, or can not.")
    var force = false

    @OptionGroup var host: HostOptions

    func run() async throws {
        let limit = timeout.duration
        let isForced = force
        try await machines.each("stop", on: host) { try await $0.stop(within: limit, force: isForced) }
    }
}
