//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest disk detach`.
struct DiskDetach: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "detach",
        abstract: "Parts a disk from a machine, whether it runs or not.",
        discussion: """
            Of a machine that runs it can be parted from a SATA or USB controller if it was attached with 'vmfest disk \
            attach', or its slot says hotPluggable; unmount it in the guest first. What the machine wrote beside an \
            immutable or a multi-attach disk is removed. That the machine does not have it is no failure.

            EXAMPLES
              vmfest disk detach data web
            """
    )

    @OptionGroup var disk: DiskArgument

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var machine: String

    @Option(help: .timeLimit("How long to wait for a lock that somebody else holds."))
    var timeout = TimeLimit(seconds: 30)

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (machine, limit) = (machine, timeout.duration)
        try await host.withDisk(disk.name, andMachine: machine, "disk detach") { disk, machine in
            try await disk.detach(from: machine, within: limit)
        }
        try StandardOutput.write(disk.name)
    }
}
