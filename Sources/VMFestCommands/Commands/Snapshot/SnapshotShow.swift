//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest snapshot show`.
struct SnapshotShow: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows a snapshot of a machine.",
        discussion: """
            EXAMPLES
              vmfest snapshot show web before-upgrade

            JSON
              An object with the keys of 'vmfest snapshot ls'.
            """
    )

    @OptionGroup var snapshot: SnapshotArguments

    @OptionGroup var output: OutputOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let name = snapshot.name
        let found = try await host.withMachine(snapshot.machine, "snapshot show") { try await $0.snapshot(name) }
        try output.renderer.show(SnapshotDetails(snapshot: found))
    }
}
