//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

extension HostScope {
    /// What the host's clock says.
    ///
    /// How long something lives, and how long somebody may be at work, is counted by this one clock: those of the computers
    /// that use the host may say anything.
    func now() async throws -> Date {
        Date(timeIntervalSince1970: Double(try await box.getHost().getUTCTime()) / 1000)
    }
}
