//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest snapshot rm`.
struct SnapshotRemove: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Removes a snapshot of a machine for good. It does not ask.",
        discussion: """
            The machine stays what it is, and so do its other snapshots: what this one alone holds is merged into what was \
            made after it, which takes a while for large disks, and is possible while the machine runs. It is refused, \
            with their names, where several snapshots were taken after it, or linked clones are based on it.

            EXAMPLES
              vmfest snapshot rm web before-upgrade
            """
    )

    @OptionGroup var snapshot: SnapshotArguments

    @Option(help: .timeLimit("How long it may take."))
    var timeout = TimeLimit(seconds: 3_600)

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (name, limit) = (snapshot.name, timeout.duration)
        try await host.withMachine(snapshot.machine, "snapshot rm") { try await $0.removeSnapshot(name, within: limit) }
        try StandardOutput.write(name)
    }
}
