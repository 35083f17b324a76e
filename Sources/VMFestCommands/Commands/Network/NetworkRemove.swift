//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest network rm`.
struct NetworkRemove: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Removes networks that VMFest made.",
        discussion: """
            A network that cards of machines are in is refused, with their names.

            EXAMPLES
              vmfest network rm lab
            """
    )

    @Argument(help: "The networks' names.")
    var names: [String]

    @OptionGroup var host: HostOptions

    func run() async throws {
        try await host.each(names, "network rm") { try await $0.removeNetwork($1) }
    }
}
