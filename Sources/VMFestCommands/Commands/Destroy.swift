//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest destroy`.
struct Destroy: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Removes machines for good, with their own disks. It does not ask.",
        discussion: """
            A running machine is switched off first. The image that it was made from, and disks that are not in its \
            folder, are left alone. A name that no machine has gives exit code 3.

            EXAMPLES
              vmfest destroy web
              vmfest destroy --tag role=web --all
            """
    )

    @OptionGroup var machines: MachineNames

    @Option(help: .timeLimit("How long it may take for each machine."))
    var timeout = TimeLimit(seconds: 120)

    @OptionGroup var host: HostOptions

    func run() async throws {
        let limit = timeout.duration
        try await machines.each("destroy", on: host) { try await $0.destroy(within: limit) }
    }
}
