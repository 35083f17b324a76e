//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest snapshot with`.
struct SnapshotWith: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "with",
        abstract: "Runs a command of this computer, then takes the machine back to what it was before.",
        discussion: """
            A snapshot is taken, the command runs, and however it ends, the snapshot is restored and removed. A machine \
            that ran goes on where it was. While that lasts, everybody else who wants to do this with the machine is \
            refused. If this program is killed, the snapshot stays; 'vmfest doctor' tells of it.

            The exit code is the command's, or 255 if it was not run or the machine could not be taken back.

            EXAMPLES
              vmfest snapshot with web -- ./destructive-test
              vmfest snapshot with web -- sh -c './upgrade web && ./check web'
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var machine: String

    @Argument(
        parsing: .postTerminator,
        help: ArgumentHelp("After --: the program of this computer, and its arguments.", valueName: "command"))
    var command: [String]

    @Option(help: .timeLimit("How long taking the snapshot may take, and then going back."))
    var timeout = TimeLimit(seconds: 300)

    @OptionGroup var host: HostOptions

    mutating func validate() throws {
        if machine.isEmpty { throw ValidationError("The machine's name is empty.") }
        if command.first?.isEmpty != false { throw ValidationError("The command is missing: give it after --.") }
    }

    func run() async throws {
        let (command, limit) = (command, timeout.duration)
        try await GuestEnding.of(machine) {
            let code = try await host.withHost { host in
                try await host.machine(named: machine).withSnapshot(within: limit) {
                    try await LocalProgram.run(command)
                }
            }
            return GuestEnding(code: Int32(truncatingIfNeeded: code))
        }
    }
}
