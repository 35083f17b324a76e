//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest fs ln`.
struct LinkMake: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "ln",
        abstract: "Makes a symbolic link in a guest.",
        discussion: """
            As VirtualBox itself has no means for it, this needs a guest that is a Unix. 'vmfest fs stat' shows where a \
            link leads.

            EXAMPLES
              vmfest fs ln web:/srv/current releases/42
            """
    )

    @Argument(help: ArgumentHelp("The link.", valueName: "name:path"))
    var path: GuestPath

    @Argument(help: "Where it leads, seen from the link's folder; it need not be there.")
    var target: String

    @OptionGroup var files: GuestFilesOptions

    @OptionGroup var host: HostOptions

    mutating func validate() throws {
        if target.isEmpty { throw ValidationError("The link leads nowhere.") }
    }

    func run() async throws {
        let target = target
        try await files.each([path], on: host, "fs ln") { files, path in
            try await files.makeLink(path, to: target)
        }
    }
}
