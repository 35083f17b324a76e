//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest dvd eject`.
struct DVDEject: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "eject",
        abstract: "Takes the disc out of a machine's DVD drive, whether it runs or not.",
        discussion: """
            The drive stays. Without --at it is the only drive that has a disc; the disc for the guest's first boot \
            is not counted. That there is none is no failure.

            EXAMPLES
              vmfest dvd eject web
              vmfest dvd eject web --at IDE:2 --force
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var machine: String

    @OptionGroup var drive: DriveOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let drive = drive
        try await host.withMachine(machine, "dvd eject") { machine in
            try await machine.ejectDisc(at: drive.at, force: drive.force, within: drive.timeout.duration)
        }
        try StandardOutput.write(machine)
    }
}
