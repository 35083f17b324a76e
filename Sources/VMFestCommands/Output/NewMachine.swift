//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// A machine that was just made: a line of the list, but its JSON is an object.
struct NewMachine: Presentable {
    var info: MachineInfo

    var identifiers: [String] { [info.machine.description] }
    var text: String { MachineList(machines: [info]).text }

    func encode(to encoder: any Encoder) throws {
        try info.encode(to: encoder)
    }
}
