//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// What there is to do with snapshots.
struct SnapshotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Takes snapshots of a machine, and takes it back to one.",
        discussion: """
            A snapshot is what a machine was at some moment: its hardware, its disks and, if it ran, what it was doing. \
            Taking one costs a moment and no copy, whether the machine runs or not. It is named by its name or its UUID.

            EXAMPLES
              vmfest snapshot take web before-upgrade
              vmfest snapshot ls web
              vmfest snapshot restore web before-upgrade --stop
              vmfest snapshot rm web before-upgrade
            """,
        subcommands: [
            SnapshotTake.self, SnapshotList.self, SnapshotShow.self, SnapshotEdit.self, SnapshotRestore.self,
            SnapshotRemove.self, SnapshotWith.self,
        ]
    )

    func run() async throws {
        throw CleanExit.helpRequest(self)
    }
}
