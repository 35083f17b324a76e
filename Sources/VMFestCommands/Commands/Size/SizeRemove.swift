//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest size rm`.
struct SizeRemove: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Removes sizes of the host.",
        discussion: """
            Machines that were made with one stay as they are. The built-in ones can not be removed.

            EXAMPLES
              vmfest size rm db
            """
    )

    @Argument(help: "The sizes' names.")
    var names: [String]

    @OptionGroup var host: HostOptions

    func run() async throws {
        try await host.each(names, "size rm") { try await $0.removeSize($1) }
    }
}
