//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Copies a machine, or what it was when a snapshot was taken, into a machine object, and registers that.
struct CloneCopy: Sendable {
    let scope: HostScope

    /// The machine, or a snapshot's.
    let source: VirtualBoxAPI.Machine
    let kind: CloneKind
    var deadline = Deadline.never
    var report: ProgressHandler?

    /// Copies and registers.
    ///
    /// The target gets new hardware addresses. A copy that is made is registered also in a cancelled task: between the two
    /// its disks would be nobody's.
    func run(to target: VirtualBoxAPI.Machine) async throws {
        let progress = try await source.cloneTo(
            target: target, mode: .machineState, options: kind == .linked ? [.link] : [])
        do {
            try await scope.finish(progress, of: "IMachine_cloneTo", until: deadline, report: report)
        } catch {
            // It may have been too late to stop it.
            let isMade = await uncancelled {
                guard (try? await progress.getCompleted()) == true else { return false }
                return (try? await progress.getResultCode()) == 0
            }
            if isMade { try await register(target) }
            throw error
        }
        try await register(target)
    }

    private func register(_ target: VirtualBoxAPI.Machine) async throws {
        let box = scope.box
        try await uncancelled {
            try await box.registerMachine(machine: target)
            try await KeptWrites(machine: target).ensure()
        }
    }
}
