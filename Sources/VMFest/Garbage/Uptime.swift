//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// How long a machine has been running, by its own process, whatever became of the host's clock meanwhile.
struct Uptime: Sendable {
    let scope: HostScope
    let machine: VirtualBoxAPI.Machine

    /// The machine's UUID.
    let key: String

    /// Whether a moment that has passed by the host's clock may really have passed.
    ///
    /// For a machine that runs it can not be later than when it began to, and as long after that as it has run: a clock that
    /// was set forward in between is not believed. There is nothing to compare the clock with for one that does not run.
    /// That of one which can not be asked now has not passed yet.
    func mayBe(after moment: Date) async throws -> Bool {
        guard try await machine.getState() == .running else { return true }
        let began = Date(timeIntervalSince1970: Double(try await machine.getLastStateChange()) / 1000)
        do {
            let uptime = try await Turnstile.shared.withTurn(key) {
                try await scope.withLock(.shared, on: machine, id: key, until: .within(.seconds(2))) { locked in
                    try await locked.console().getDebugger().getUptime()
                }
            }
            return began.addingTimeInterval(Double(uptime) / 1000) > moment
        } catch let error as VirtualBoxError where error.isDefinite {
            return false
        }
    }
}
