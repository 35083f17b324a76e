//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser

/// `vmfest host`.
struct HostFactsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "host",
        abstract: "Tells what a host is, and what it can.",
        discussion: """
            EXAMPLES
              vmfest host show
              vmfest host os-types --family Linux
              vmfest host properties log-history=10
            """,
        subcommands: [HostShow.self, HostOSTypes.self, HostProperties.self]
    )

    func run() async throws {
        throw CleanExit.helpRequest(self)
    }
}
