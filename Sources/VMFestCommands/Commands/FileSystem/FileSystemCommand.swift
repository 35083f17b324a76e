//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser

/// `vmfest fs`.
struct FileSystemCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fs",
        abstract: "Looks at and changes the files in a machine's guest.",
        discussion: """
            What is meant is NAME:PATH, a path in the guest of a machine. It works through the Guest Additions, where they \
            answer and a password is known, else through SSH. 'vmfest cp' copies.

            EXAMPLES
              vmfest fs ls web:/srv
              vmfest fs mkdir web:/srv/app/logs --parents
              vmfest fs mv web:/srv/app.new web:/srv/app.conf --force
              vmfest fs rm web:/tmp/build --recursive
            """,
        subcommands: [
            FileList.self, FileShow.self, FolderMake.self, FileRemove.self, FileMove.self, TemporaryMake.self,
            LinkMake.self, FileMode.self,
        ]
    )

    func run() async throws {
        throw CleanExit.helpRequest(self)
    }
}
