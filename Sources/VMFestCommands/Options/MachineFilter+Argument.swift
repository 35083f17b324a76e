//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

extension MachineFilter {
    /// Reads a condition of the command line.
    init(argument: String) throws {
        do {
            try self.init(argument)
        } catch let error as VMFestError {
            throw ValidationError("\(error.message).")
        }
    }
}
