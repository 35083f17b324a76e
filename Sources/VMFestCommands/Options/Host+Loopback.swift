//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// VMFest's host; Foundation has a type of this name, too.
typealias Host = VMFest.Host

extension Host {
    /// Whether the host is this computer, as far as its address tells.
    var isThisComputer: Bool {
        guard let name = URLComponents(string: url)?.host?.lowercased() else { return false }
        return ["localhost", "::1", "[::1]"].contains(name) || name.hasPrefix("127.")
    }
}
