//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest rename`.
struct Rename: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Gives a machine another name; it has to be off or saved.",
        discussion: """
            VirtualBox moves the machine's folder along. Its UUID stays, and so does the name that its guest has.

            EXAMPLES
              vmfest rename web web-old
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var machine: String

    @Argument(help: "Its new name.")
    var name: String

    @Option(help: .timeLimit("How long it may take."))
    var timeout = TimeLimit(seconds: 30)

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (text, name, limit) = (machine, name, timeout.duration)
        try await host.withMachine(text, "rename") { try await $0.rename(to: name, within: limit) }
    }
}
