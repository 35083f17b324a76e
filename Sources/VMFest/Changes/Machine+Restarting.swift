//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// Stops the machine, changes it, and starts it again, as who has it on their screen saw it, also when the change
    /// failed.
    func restarting(
        within limit: Duration, force isForced: Bool, diskPasswords: [String],
        _ work: () async throws -> MachineUpdate
    ) async throws -> MachineUpdate {
        let frontend = try await presentFrontend()
        try await refuseEncrypted(without: diskPasswords)
        try await stop(within: limit, force: isForced)
        let outcome: Result<MachineUpdate, any Error>
        do { outcome = .success(try await work()) } catch { outcome = .failure(error) }
        do {
            try await uncancelled { try await start(frontend, diskPasswords: diskPasswords) }
        } catch {
            guard case .failure(let first) = outcome else { throw error }
            throw VMFestError.adding(["it was stopped, and did not start again: \(error)"], to: first)
        }
        let update = try outcome.get()
        return MachineUpdate(made: update.made, left: update.left, isRestarted: true)
    }

    /// A machine with encrypted disks could not be started again without their passwords.
    private func refuseEncrypted(without passwords: [String]) async throws {
        try await VMFestError.during("change", of: key) {
            try await host.service.withVirtualBox { scope in
                let disks = try await EncryptedDisks(of: find(in: scope))
                guard try await disks.lacking(passwords) != nil else { return }
                throw VMFestError(
                    .invalidState,
                    "nothing was changed: it has encrypted disks, and could not be started again without their passwords;"
                        + " give them with --disk-password-file or VMFEST_DISK_PASSWORD")
            }
        }
    }

    /// Who sees the screen of the machine that runs.
    private func presentFrontend() async throws -> Frontend {
        try await VMFestError.during("change", of: key) {
            try await host.service.withVirtualBox { scope in
                try await find(in: scope).getSessionName().lowercased().hasPrefix("gui") ? .gui : .headless
            }
        }
    }
}
