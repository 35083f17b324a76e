//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser

/// `vmfest extra`.
struct ExtraCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extra",
        abstract: "Reads and writes the extra data of the host and of machines.",
        discussion: """
            Extra data are texts by key that VirtualBox keeps with a machine, or with the host where no machine is named. \
            Its own settings for tinkerers are among them, and the notes of other programs. The keys below 'vmfest/' can \
            be read only: 'vmfest tag' and other commands write them.

            EXAMPLES
              vmfest extra ls
              vmfest extra set web backup/last 2026-01-31
              vmfest extra get web backup/last
            """,
        subcommands: [ExtraGet.self, ExtraSet.self, ExtraList.self, ExtraRemove.self]
    )

    func run() async throws {
        throw CleanExit.helpRequest(self)
    }
}
