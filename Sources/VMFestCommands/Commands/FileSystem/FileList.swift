//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest fs ls`.
struct FileList: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: "Lists what a folder in a guest holds.",
        discussion: """
            Symbolic links are listed as what they are. A path that is no folder is listed itself.

            EXAMPLES
              vmfest fs ls web:/etc
              vmfest fs ls web:/var/log --json

            JSON
              An array, by name, of objects with the keys
                name
                kind          file, folder, link or other
                size          in bytes; 0 for what is no file
              and, where they are known,
                mode          the permissions, as chmod takes them
                owner, group  the numbers of the user and the group
                modified      when it was changed, as 2026-01-31T12:00:00Z
              More keys may come; these keep their names and meanings.
            """
    )

    @Argument(help: ArgumentHelp("The folder.", valueName: "name:path"))
    var path: GuestPath

    @OptionGroup var output: NamedOutputOptions

    @OptionGroup var files: GuestFilesOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let path = path.path
        let found = try await files.withFiles(of: self.path.machine, on: host, "fs ls") { files in
            guard try await files.info(path, followingLinks: true)?.kind != .folder else {
                return try await files.list(path)
            }
            return [try await FileShow.required(path, false, files)]
        }
        try output.renderer.show(FileTable(files: found))
    }
}
