//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest save`.
struct Save: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Saves what machines are doing to disk and switches them off.",
        discussion: """
            They use neither CPU nor memory then, survive a restart of the host, and go on with 'vmfest start'.

            EXAMPLES
              vmfest save web db
            """
    )

    @OptionGroup var machines: MachineNames

    @Option(help: .timeLimit("How long it may take for each machine."))
    var timeout = TimeLimit(seconds: 300)

    @OptionGroup var host: HostOptions

    func run() async throws {
        let limit = timeout.duration
        try await machines.each("save", on: host) { try await $0.save(within: limit) }
    }
}
