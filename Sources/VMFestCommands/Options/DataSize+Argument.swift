//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

extension DataSize {
    /// Reads a size of the command line, of more than nothing.
    init(argument: String) throws {
        guard let size = DataSize(argument), size.bytes > 0 else {
            throw ValidationError("'\(argument)' is no size; one looks like 512 or 2GiB.")
        }
        self = size
    }
}
