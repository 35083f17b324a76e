//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest fs mkdir`.
struct FolderMake: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "mkdir",
        abstract: "Makes folders in a guest.",
        discussion: """
            EXAMPLES
              vmfest fs mkdir web:/srv/app
              vmfest fs mkdir web:/srv/app/data web:/srv/app/logs --parents --mode 750
            """
    )

    @Argument(help: ArgumentHelp("The folders.", valueName: "name:path"))
    var paths: [GuestPath]

    @Flag(name: [.short, .long], help: "Make the folders above, too; that it is there is no failure.")
    var parents = false

    @Option(help: .permissions("Its permissions."))
    var mode = Mode(bits: 0o755)

    @OptionGroup var files: GuestFilesOptions

    @OptionGroup var host: HostOptions

    mutating func validate() throws { _ = try GuestPath.machine(of: paths) }

    func run() async throws {
        let (withParents, mode) = (parents, mode.bits)
        try await files.each(paths, on: host, "fs mkdir") { files, path in
            try await files.makeFolder(path, withParents: withParents, mode: mode)
        }
    }
}
