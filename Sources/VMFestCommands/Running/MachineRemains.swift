//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// A machine that must not outlive the error that its use ended with.
struct MachineRemains: Sendable {
    let name: String
    let machine: Machine

    /// Removes the machine, even when the current task is cancelled.
    ///
    /// - Returns: the error, with what went wrong while removing, if anything did.
    func remove(after error: any Error) async -> any Error {
        let machine = machine
        do {
            try await Task { try await machine.destroy() }.value
            return error
        } catch let failure {
            let text = "'\(name)' (\(machine)) is left over: \(failure)"
            guard var error = error as? VMFestError else {
                Diagnostics.standard.say(text)
                return error
            }
            error.cleanUpFailures.append(text)
            return error
        }
    }
}
