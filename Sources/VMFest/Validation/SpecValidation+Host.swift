//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension SpecValidation {
    /// What this host's system or settings do not allow; only what is said is asked for.
    func hostProblems() async throws -> [SpecProblem] {
        try await audioProblems() + attachmentProblems() + autostartProblems()
    }

    private func audioProblems() async throws -> [SpecProblem] {
        guard let driver = spec.audio.driver, driver != .usual, driver != .none else { return [] }
        let drivers = try await scope.box.getSystemProperties().getSupportedAudioDriverTypes()
        guard !drivers.contains(driver.remote) else { return [] }
        let choice = drivers.compactMap(Audio.Driver.init).map(\.rawValue).sorted().joined(separator: ", ")
        return [SpecProblem("audio.driver", "the host has no '\(driver.rawValue)'; it has \(choice)")]
    }

    private func attachmentProblems() async throws -> [SpecProblem] {
        let slots = spec.networks.indices.filter { slot in
            if case .hostOnlyNetwork = spec.networks[slot].attachment { true } else { false }
        }
        guard !slots.isEmpty else { return [] }
        let types = try await scope.box.getSystemProperties().getSupportedNetworkAttachmentTypes()
        guard !types.contains(.hostOnlyNetwork) else { return [] }
        return slots.map { slot in
            SpecProblem(
                "networks[\(slot)].attachment", "the host has no host-only networks; it may have host-only interfaces")
        }
    }

    private func autostartProblems() async throws -> [SpecProblem] {
        let stop = spec.autostart.stop.flatMap { $0 == .disabled ? nil : $0 }
        guard spec.autostart.enabled == true || stop != nil else { return [] }
        guard try await scope.box.getSystemProperties().getAutostartDatabasePath().isEmpty else { return [] }
        let reason = "needs the host's property autostart-folder, which is not set"
        return [
            spec.autostart.enabled == true ? SpecProblem("autostart.enabled", reason) : nil,
            stop.map { _ in SpecProblem("autostart.stop", reason) },
        ].compactMap(\.self)
    }
}
