//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

extension Rung {
    /// Reads a stage of the command line.
    init(argument: String) throws {
        guard let rung = Rung(argument) else {
            throw ValidationError(
                "'\(argument)' is no stage: running, additions, address, ssh, login, ready, or a port's number.")
        }
        self = rung
    }
}

extension ArgumentHelp {
    /// How far a guest shall be.
    static let rung = ArgumentHelp(
        "Wait until the guest is that far: additions, address, ssh, login, ready, or the number of a port it listens at.",
        discussion: "ready: it set the guest property /VMFest/Ready, or lets the user in and cloud-init is done.",
        valueName: "stage")
}
