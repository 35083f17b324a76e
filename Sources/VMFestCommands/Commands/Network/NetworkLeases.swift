//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest network leases`.
struct NetworkLeases: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "leases",
        abstract: "Lists the addresses that a network handed out to machines.",
        discussion: """
            EXAMPLES
              vmfest network leases lab
              vmfest network leases lab --json

            JSON
              An array, by address, of objects with the keys
                address          the address
                hardwareAddress  that of the card
                machine          the machine's name
                state            how it stands, in VirtualBox's words
                expires          when it ends, ISO 8601
              More keys may come; these keep their names and meanings.
            """
    )

    @Argument(help: "The network's name.")
    var name: String

    @OptionGroup var output: NamedOutputOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let name = name
        let leases = try await host.withHost { host in
            try await ProgressLine.during("network leases \(name)") { _ in try await host.leases(in: name) }
        }
        try output.renderer.show(LeaseTable(leases: leases))
    }
}
