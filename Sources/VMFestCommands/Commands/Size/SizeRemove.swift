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
        let names = names
        try await host.withHost { host in
            try await ProgressLine.during("size rm", parts: names) { _ in
                try await ExitStatus.each(names) { name in
                    do { try await host.removeSize(name) } catch { throw error.about(name) }
                }
            }
        }
    }
}
