//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest snapshot restore`.
struct SnapshotRestore: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Takes a machine back to a snapshot. It does not ask.",
        discussion: """
            What the machine is now is lost, a saved state included; take another snapshot before to keep that. It is \
            switched off then; if the snapshot is of a machine that ran, 'vmfest start' goes on where that was.

            A machine that runs is refused, unless --stop is given.

            EXAMPLES
              vmfest snapshot restore web before-upgrade
              vmfest snapshot restore web before-upgrade --stop && vmfest start web
            """
    )

    @OptionGroup var snapshot: SnapshotArguments

    @Flag(help: "Power the machine off first if it runs, as if its plug were pulled.")
    var stop = false

    @Option(help: .timeLimit("How long it may take."))
    var timeout = TimeLimit(seconds: 300)

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (name, isForced, limit) = (snapshot.name, stop, timeout.duration)
        try await host.withMachine(snapshot.machine, "snapshot restore") { machine in
            do {
                try await machine.restore(name, force: isForced, within: limit)
            } catch var error as VMFestError where error.code == .invalidState && !isForced {
                error.message += ", with --stop"
                throw error
            }
        }
        try StandardOutput.write(snapshot.machine)
    }
}
