//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// Waits until the guest of a clone of a warm template has become the instance that its disc is for.
    ///
    /// The disc is of no use from then on; ``ejectSeed(within:)`` takes it away.
    ///
    /// Rests on VirtualBox's guest property events.
    ///
    /// - Throws: ``VMFestError``: `failed` with what the guest says; `timeLimit`; `invalidState` when the machine stops
    ///   running meanwhile; `noSuchMachine`; and the codes about the host.
    package func waitUntilRenewed(within limit: Duration = .seconds(120)) async throws {
        try await VMFestError.during("wait until its guest is renewed", of: key) {
            do {
                try await waitForAgent(
                    IdentityAgent.instanceProperty, FirstBoot.instance(id), until: .within(limit)
                ) { reason in
                    VMFestError(.failed, "its guest could not be given its own identity: \(reason)")
                }
            } catch is DeadlinePassed {
                throw VMFestError(
                    .timeLimit, "its guest did not take its own identity within the time limit; it must not be used")
            }
        }
    }

    /// Waits until the agent sets a property to a value.
    ///
    /// - Parameter failure: the error for what the agent gives as the reason of its failure.
    func waitForAgent(
        _ property: String, _ value: String, until deadline: Deadline,
        _ failure: @escaping @Sendable (String) -> VMFestError
    ) async throws {
        try await host.service.withVirtualBox(repeatable: true) { scope in
            let machine = try await find(in: scope)
            try await scope.wait(on: key, until: deadline) {
                if try await machine.guestProperty(property) == value { return () }
                if let reason = try await machine.guestProperty(IdentityAgent.failureProperty) { throw failure(reason) }
                let state = try await machine.currentState()
                guard [.off, .aborted, .saved, .stuck, .inaccessible].contains(state) else { return nil }
                throw VMFestError(.invalidState, "it is \(state.rawValue)")
            }
        }
    }
}
