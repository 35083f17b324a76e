//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest dvd insert`.
struct DVDInsert: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "insert",
        abstract: "Puts a disc image into a machine's DVD drive, whether it runs or not.",
        discussion: """
            It goes into the first empty drive; a machine without a drive gets one. With --at, what is in that drive is \
            replaced. The drive with the disc for the guest's first boot is left alone. The slot is printed.

            EXAMPLES
              vmfest dvd insert web /srv/iso/tools.iso
              vmfest dvd insert web /srv/iso/two.iso --at IDE:2 --force
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var machine: String

    @Argument(help: "An absolute path of an ISO file on the host.", completion: .file())
    var path: String

    @OptionGroup var drive: DriveOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (path, drive) = (path, drive)
        let slot = try await host.withMachine(machine, "dvd insert") { machine in
            try await machine.insertDisc(path, at: drive.at, force: drive.force, within: drive.timeout.duration)
        }
        try StandardOutput.write("\(slot)")
    }
}
