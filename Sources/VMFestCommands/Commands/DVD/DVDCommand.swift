//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser

/// `vmfest dvd`.
struct DVDCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dvd",
        abstract: "Changes the discs in machines' DVD drives.",
        discussion: """
            EXAMPLES
              vmfest dvd insert web /srv/iso/tools.iso
              vmfest dvd eject web
            """,
        subcommands: [DVDInsert.self, DVDEject.self]
    )

    func run() async throws {
        throw CleanExit.helpRequest(self)
    }
}
