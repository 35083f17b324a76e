//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser

/// `vmfest size`.
struct SizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "size",
        abstract: "Keeps the sizes that machines are made with.",
        discussion: """
            A size is a name for CPUs, memory, video memory and the least disk. nano, micro, small, medium, large and \
            xlarge are on every host; more can be added, and everybody who uses that host sees them.

            EXAMPLES
              vmfest size ls
              vmfest size add db --cpus 2 --memory 6GiB --disk 60GiB
              vmfest create db1 --image debian-12 --size db
            """,
        subcommands: [SizeList.self, SizeAdd.self, SizeRemove.self]
    )

    func run() async throws {
        throw CleanExit.helpRequest(self)
    }
}
