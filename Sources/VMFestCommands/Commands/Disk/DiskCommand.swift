//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser

/// `vmfest disk`.
struct DiskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disk",
        abstract: "Keeps data disks, which outlive the machines that have them.",
        discussion: """
            A data disk is on the host and belongs to no machine: 'vmfest destroy' and 'vmfest gc' leave it alone. A disk \
            is named by its name, its UUID or its path on the host; by path or UUID every disk that VirtualBox knows can \
            be meant, also one that VMFest did not make.

            EXAMPLES
              vmfest disk create data 20GiB
              vmfest disk attach data web
              vmfest disk ls
              vmfest disk detach data web
              vmfest disk rm data
            """,
        subcommands: [
            DiskCreate.self, DiskList.self, DiskShow.self, DiskAttach.self, DiskDetach.self, DiskGrow.self,
            DiskClone.self, DiskMoveCommand.self, DiskConvert.self, DiskCompact.self, DiskTypeCommand.self,
            DiskEncrypt.self, DiskDecrypt.self, DiskForget.self, DiskRemove.self,
        ]
    )

    func run() async throws {
        throw CleanExit.helpRequest(self)
    }
}
