//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest share`.
struct Share: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shares folders of the host with a machine that runs, until it is switched off.",
        discussion: """
            The guest can write to a folder only with --writable. Folders that are to stay are set with 'vmfest set NAME \
            sharedFolders.FOLDER.path=PATH', also while the machine runs. Shown are the folders that are shared until it is \
            switched off, once all that is said is done; the first thing that can not be done ends it.

            EXAMPLES
              vmfest share web src=/home/me/src
              vmfest share web out=/tmp/out --writable --remove src
              vmfest share web --json

            JSON
              An array, by name, of objects with the keys that sharedFolders has in a spec:
              name, path, writable, automount, mountPoint.
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var name: String

    @Argument(
        help: ArgumentHelp(
            "A name for the guest, and the folder's absolute path on the host.", valueName: "folder=path"),
        transform: TagArgument.init(folder:))
    var folders: [TagArgument] = []

    @Flag(help: "Let the guest write to the folders.")
    var writable = false

    @Option(
        name: .customLong("remove"),
        help: ArgumentHelp(
            "A folder that is no longer shared. Repeatable. One that is not there is no failure.", valueName: "folder"))
    var removed: [String] = []

    @OptionGroup var output: JSONOption

    @OptionGroup var host: HostOptions

    mutating func validate() throws {
        _ = try folders.byKey("folder")
        if writable, folders.isEmpty { throw ValidationError("--writable goes with a folder.") }
    }

    func run() async throws {
        let shared = folders.map { SharedFolder(name: $0.key, path: $0.value, writable: writable) }
        let removed = removed
        let all = try await host.withMachine(name, "share") { machine in
            for name in removed { try await machine.unshareFolder(name) }
            for folder in shared { try await machine.shareFolder(folder) }
            return try await machine.transientFolders()
        }
        try output.renderer.show(FolderTable(folders: all))
    }
}
