//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

@testable import VMFest
@testable import VMFestCommands

/// The command line's; Testing has a type of this name, too.
typealias ExitStatus = VMFestCommands.ExitStatus

/// Machines that no host has.
enum Samples {
    static let host = VMFest.Host(url: "http://localhost:18083")

    static func machine(_ last: Int) -> Machine {
        let id = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, UInt8(last)))
        return Machine(host: host, id: id)
    }

    static let web = MachineInfo(
        machine: machine(1), name: "web", state: .running, cpus: 2, memory: .gibibytes(2), osType: "Debian12_64",
        description: "serves\npages", isManaged: true, settingsFile: "/machines/web.vbox")

    static let broken = MachineInfo(
        machine: machine(2), name: "名前", state: .inaccessible, cpus: 0, memory: .mebibytes(0), osType: "",
        description: "", isManaged: false, settingsFile: "/machines/b.vbox", error: "no such file")
}
