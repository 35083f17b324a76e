//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest fs rm`.
struct FileRemove: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Removes files, links and folders in a guest.",
        discussion: """
            What a symbolic link leads to stays. A folder must be empty, or --recursive takes it with all that is in it.

            EXAMPLES
              vmfest fs rm web:/tmp/dump.sql
              vmfest fs rm web:/srv/old --recursive
            """
    )

    @Argument(help: ArgumentHelp("What.", valueName: "name:path"))
    var paths: [GuestPath]

    @Flag(name: [.short, .long], help: "Remove folders with all that is in them.")
    var recursive = false

    @OptionGroup var files: GuestFilesOptions

    @OptionGroup var host: HostOptions

    mutating func validate() throws { _ = try GuestPath.machine(of: paths) }

    func run() async throws {
        let withContents = recursive
        try await files.each(paths, on: host, "fs rm") { files, path in
            try await files.remove(path, withContents: withContents)
        }
    }
}
