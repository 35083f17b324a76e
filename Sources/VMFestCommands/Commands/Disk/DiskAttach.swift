//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest disk attach`.
struct DiskAttach: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach",
        abstract: "Connects a disk to a machine, whether it runs or not.",
        discussion: """
            A machine that runs takes it on a free port of a SATA or USB controller. A disk that another machine has is \
            refused, unless it is shareable, multi-attach or immutable. The slot that it is in is printed.

            EXAMPLES
              vmfest disk attach data web
              vmfest disk attach data web --at SATA:2
            """
    )

    @OptionGroup var disk: DiskArgument

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var machine: String

    @Option(
        help: ArgumentHelp("The controller and the number of the slot. Default: a free one.", valueName: "slot"),
        transform: StorageSlot.init(argument:))
    var at: StorageSlot?

    @Option(help: .timeLimit("How long to wait for a lock that somebody else holds."))
    var timeout = TimeLimit(seconds: 30)

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (slot, machine, limit) = (at, machine, timeout.duration)
        let found = try await host.withDisk(disk.name, andMachine: machine, "disk attach") { disk, machine in
            try await disk.attach(to: machine, at: slot, within: limit)
        }
        try StandardOutput.write("\(found)")
    }
}

extension StorageSlot {
    /// Reads a slot of the command line.
    init(argument: String) throws {
        guard let slot = Self(argument) else {
            throw ValidationError("'\(argument)' is no slot; one looks like SATA:1, counted from 0.")
        }
        self = slot
    }
}
