//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser

/// Which snapshot of which machine.
struct SnapshotArguments: ParsableArguments {
    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var machine: String

    @Argument(help: ArgumentHelp("The snapshot's name or UUID.", valueName: "snapshot"))
    var name: String

    mutating func validate() throws {
        if machine.isEmpty { throw ValidationError("The machine's name is empty.") }
        if name.isEmpty { throw ValidationError("The snapshot's name is empty.") }
    }
}
