//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Logging

extension WebService.Configuration {
    /// Whether the address is one of this computer, as far as it tells.
    package var isLoopback: Bool {
        guard let name = URLComponents(string: url)?.host?.lowercased() else { return false }
        return ["localhost", "::1", "[::1]"].contains(name) || name.hasPrefix("127.")
    }

    /// Whether logging on lets everybody on the network read the password.
    package var showsPassword: Bool {
        !password.isEmpty && !isLoopback && URLComponents(string: url)?.scheme?.lowercased() == "http"
    }
}

extension WebService {
    /// Warns of a password that crosses a network as it is.
    func warnOfPlainText() {
        guard configuration.showsPassword else { return }
        logger.warning(
            "the password crosses the network as plain text; use an https address",
            metadata: ["url": "\(configuration.url)"])
    }
}
