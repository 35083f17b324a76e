//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest fs mv`.
struct FileMove: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "mv",
        abstract: "Moves or renames a file or folder in a guest, and prints where it is.",
        discussion: """
            It goes into a folder that is there already, under its own name. A file that is there is replaced only with \
            --force, a folder never.

            EXAMPLES
              vmfest fs mv web:/srv/app.new web:/srv/app.conf --force
              vmfest fs mv web:/tmp/site web:/srv
            """
    )

    @Argument(help: ArgumentHelp("What.", valueName: "name:path"))
    var source: GuestPath

    @Argument(help: ArgumentHelp("Where to, in the same guest.", valueName: "name:path"))
    var target: GuestPath

    @Flag(help: "Replace a file that is there.")
    var force = false

    @OptionGroup var files: GuestFilesOptions

    @OptionGroup var host: HostOptions

    mutating func validate() throws { _ = try GuestPath.machine(of: [source, target]) }

    func run() async throws {
        let (source, target, isReplacing) = (source, target.path, force)
        let place = try await files.withFiles(of: source.machine, on: host, "fs mv") { files in
            try await files.move(source.path, to: target, replacing: isReplacing)
        }
        try StandardOutput.write("\(source.machine):\(place)")
    }
}
