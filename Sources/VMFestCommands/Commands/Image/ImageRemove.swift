//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest image rm`.
struct ImageRemove: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Removes images, with their disks.",
        discussion: """
            An image on which machines' disks are based stays, and the machines are named. What an import that was cut \
            off has left of an image is removed in the same way.

            EXAMPLES
              vmfest image rm debian-11
            """
    )

    @Argument(help: "The images' names.")
    var names: [String]

    @OptionGroup var host: HostOptions

    func run() async throws {
        try await host.each(names, "image rm") { try await $0.removeImage($1) }
    }
}
