//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// Which drive is meant.
struct DriveOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The controller and the number of the drive's slot.", valueName: "slot"),
        transform: StorageSlot.init(argument:))
    var at: StorageSlot?

    @Flag(help: "Do not ask a guest that holds the disc in the drive.")
    var force = false

    @Option(help: .timeLimit("How long to wait for a lock that somebody else holds."))
    var timeout = TimeLimit(seconds: 30)
}
