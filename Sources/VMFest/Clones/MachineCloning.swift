//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Logging
import VirtualBox
import VirtualBoxAPI

/// Makes a clone of a machine: all of it, or nothing.
struct MachineCloning {
    private var making: MachineMaking
    let source: Machine

    /// The name or UUID of the snapshot that is cloned; nil for what the machine is now.
    let snapshot: String?
    let kind: CloneKind
    let labels: MachineLabels

    private var scope: HostScope { making.scope }

    init(
        scope: HostScope, source: Machine, name: String, snapshot: String?, kind: CloneKind, labels: MachineLabels,
        deadline: Deadline
    ) {
        making = MachineMaking(scope: scope, host: source.host, name: name, deadline: deadline)
        self.source = source
        self.snapshot = snapshot
        self.kind = kind
        self.labels = labels
    }

    /// Checks everything, then makes the clone; undoes what was done when anything fails or the task is cancelled.
    mutating func run() async throws -> Machine {
        let problems = SpecValidation.problems(withName: making.name) + labels.problems
        guard problems.isEmpty else {
            throw VMFestError(.invalidSpec, "the clone can not be made so:", problems: problems)
        }
        guard kind == .full || snapshot != nil else {
            throw VMFestError(
                .invalidArgument, "a linked clone is one of a snapshot; say of which, or take one, or make a full clone"
            )
        }
        try await making.refuseTakenName()
        let machine = try await source.find(in: scope)
        _ = try await original(of: machine)
        do {
            return try await make(of: machine)
        } catch {
            throw await making.failed(error)
        }
    }

    private mutating func make(of machine: VirtualBoxAPI.Machine) async throws -> Machine {
        let clone = try await making.object(osType: machine.getOSTypeId(), group: MachineMarks.group)
        let key = try await clone.getId()
        let folder = HostPath(try await clone.getSettingsFilePath()).folder
        // Who removes the machine or the snapshot looks for notes of clones.
        let session = try await making.begin(
            key, in: folder, from: kind == .linked ? source.key : nil,
            within: making.deadline.remaining(atMost: .seconds(86_400)))
        let made = try Machine(host: making.host, key: key)
        let original = try await original(of: machine)
        try await making.takeName(clone, key, in: folder)
        try making.checkTime()
        try await CloneCopy(
            scope: scope, source: original, kind: kind, deadline: making.deadline, report: Host.report("clone")
        ).run(to: clone)
        try making.checkTime()
        let identity = try await CloneIdentity(scope: scope, key: key, folder: folder, labels: labels, source: machine)
        try await scope.withLock(.write, on: clone, id: key, with: session, until: making.deadline) { locked in
            try await identity.apply(to: locked.machine())
        }
        try making.checkTime()
        try await making.end()
        return made
    }

    /// What is copied.
    private func original(of machine: VirtualBoxAPI.Machine) async throws -> VirtualBoxAPI.Machine {
        if let snapshot { return try await SnapshotTree(of: machine).node(snapshot).remote.getMachine() }
        guard try await !MachinePhase(machine.getState()).hasProcess else {
            throw VMFestError(
                .invalidState, "it runs, so its disks can not be copied; switch it off first, or clone a snapshot of it"
            )
        }
        return machine
    }
}
