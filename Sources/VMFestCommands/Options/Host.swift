//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// VMFest's host; Foundation has a type of this name, too.
typealias Host = VMFest.Host
