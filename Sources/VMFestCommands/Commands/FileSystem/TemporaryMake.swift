//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest fs mktemp`.
struct TemporaryMake: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "mktemp",
        abstract: "Makes an empty file or folder of a new name in a guest, and prints its path.",
        discussion: """
            Only the user can read it. Nothing removes it but the guest.

            EXAMPLES
              vmfest fs mktemp web
              vmfest fs mktemp web --directory --prefix build-
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var name: String

    @Flag(name: [.short, .long], help: "Make a folder.")
    var directory = false

    @Option(help: ArgumentHelp("What its name begins with.", valueName: "text"))
    var prefix = "vmfest-"

    @Option(
        name: .customLong("in"),
        help: ArgumentHelp("The folder in the guest. Default: its folder for what is temporary.", valueName: "folder"))
    var folder: String?

    @OptionGroup var files: GuestFilesOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (isFolder, prefix, folder) = (directory, prefix, folder)
        let path = try await files.withFiles(of: name, on: host, "fs mktemp") { files in
            isFolder
                ? try await files.makeTemporaryFolder(prefix: prefix, in: folder)
                : try await files.makeTemporaryFile(prefix: prefix, in: folder)
        }
        try StandardOutput.write(path)
    }
}
