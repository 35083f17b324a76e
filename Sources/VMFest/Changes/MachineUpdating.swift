//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Logging
import VirtualBox
import VirtualBoxAPI

/// Changes a machine under one lock: all that was agreed to, or nothing.
struct MachineUpdating: Sendable {
    let scope: HostScope
    let machine: VirtualBoxAPI.Machine
    let key: String

    /// Whether what can not be changed in the machine's state is left.
    let isPartial: Bool
    let deadline: Deadline

    func run(_ change: @Sendable (inout MachineSpec) throws -> Void) async throws -> MachineUpdate {
        try await HostRoom(scope: scope).require(for: machine)
        return try await scope.withLock(on: machine, id: key, until: deadline) { locked, phase in
            try await apply(change, to: MachineAccess(scope: scope, machine: locked.machine()), phase)
        }
    }

    private func apply(
        _ change: @Sendable (inout MachineSpec) throws -> Void, to access: MachineAccess, _ phase: MachinePhase
    ) async throws -> MachineUpdate {
        var draft = try await UpdateDraft(scope: scope, machine: access.machine, change)
        @Sendable func isPossible(_ edit: Edit) -> Bool { edit.change(in: phase).isPossibleNow }
        let left = draft.edits.filter { !isPossible($0) }.map { $0.change(in: phase) }
        guard left.isEmpty || isPartial else {
            throw UpdateRefusal.needsState(left, phase == .saved ? .saved : phase == .paused ? .paused : .running)
        }
        let places = draft.edits.filter(isPossible).compactMap(\.forward)
        let claims = try await claimPorts(places, draft)
        draft = draft.with(claims.forwards)
        let edits = draft.edits.filter(isPossible)
        if !edits.isEmpty {
            do {
                try await noteFiles(of: draft.wanted, on: access.machine)
                try await make(edits, access, phase)
            } catch {
                throw VMFestError.adding(await release(claims.taken), to: await scope.describe(error))
            }
            await freePorts(of: draft, edits)
        }
        let made = edits.filter { !$0.isSilent }.map { $0.change(in: phase) }
        return MachineUpdate(made: made, left: left, isRestarted: false)
    }

    /// Notes the files that serial ports write in the machine's folder, so that they are removed with the machine.
    ///
    /// That is done first: a note of a file that never comes to be does no harm.
    private func noteFiles(of spec: MachineSpec, on machine: VirtualBoxAPI.Machine) async throws {
        let files = spec.serialPorts.compactMap(\.file).filter { HostPath($0).isPlainName }
        guard !files.isEmpty, try await !machine.getExtraData(key: MachineMarks.key).isEmpty else { return }
        var marks = try await MachineMarks(of: machine, logger: scope.service.logger)
        let new = files.filter { !marks.files.contains($0) }
        guard !new.isEmpty else { return }
        marks.files += new
        try await marks.write(to: machine)
    }

    /// Makes the changes and saves them, or leaves everything as it was.
    private func make(_ edits: [Edit], _ access: MachineAccess, _ phase: MachinePhase) async throws {
        var made: [Edit] = []
        do {
            for edit in edits {
                try Task.checkCancellation()
                if deadline.hasPassed { throw DeadlinePassed() }
                do {
                    try await make(edit, access, isLive: phase.hasProcess)
                } catch {
                    // It may have been made in part.
                    if phase.hasProcess { try? await uncancelled { try await edit.revert(access) } }
                    throw error
                }
                made.append(edit)
            }
            try await uncancelled { try await access.machine.saveSettings() }
        } catch {
            let described = await scope.describe(error)
            let undone = made
            let failures = await uncancelled {
                phase.hasProcess ? await revert(undone, access) : await discard(access)
            }
            throw VMFestError.adding(failures, to: described)
        }
    }

    /// Makes one change; of a machine that runs, its process has to follow.
    private func make(_ edit: Edit, _ access: MachineAccess, isLive: Bool) async throws {
        guard isLive, edit.isFollowed else { return try await edit.make(access) }
        var complaints = try await ProcessComplaints(of: machine)
        try await edit.make(access)
        guard var failure = try await complaints.failure() else { return }
        failure.message = "\(edit.key): \(failure.message)"
        if edit.key.hasSuffix(".connection") {
            failure.cleanUpFailures.append("\(edit.key): VirtualBox connects it again only at the machine's next start")
        }
        throw failure
    }

    /// Makes everything as it was on a machine that runs, the last change first.
    ///
    /// That is saved: with some changes, such as that of the CPUs' share, VirtualBox has saved all that came before.
    private func revert(_ edits: [Edit], _ access: MachineAccess) async -> [String] {
        var failures: [String] = []
        for edit in edits.reversed() {
            do {
                try await edit.revert(access)
            } catch {
                failures.append("\(edit.key): \(error)")
            }
        }
        do {
            try await access.machine.saveSettings()
        } catch {
            failures.append("saving what it was: \(error)")
        }
        return failures
    }

    private func discard(_ access: MachineAccess) async -> [String] {
        do {
            try await access.machine.discardSettings()
            return []
        } catch {
            return ["discarding the changes: \(error)"]
        }
    }
}
