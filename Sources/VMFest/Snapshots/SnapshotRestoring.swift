//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Takes a machine that is switched off back to a snapshot.
///
/// Whoever runs this has the machine's turn.
struct SnapshotRestoring: Sendable {
    let scope: HostScope
    let machine: VirtualBoxAPI.Machine

    /// The machine's UUID.
    let key: String
    let deadline: Deadline

    func run(_ snapshot: VirtualBoxAPI.Snapshot) async throws {
        guard try await !scope.settledPhase(of: machine, id: key, until: deadline).hasProcess else {
            throw VMFestError(
                .invalidState,
                "it runs, and what it is doing would be lost; switch it off first, or force the restore")
        }
        try await HostRoom(scope: scope).require(for: machine)
        try await scope.withLock(.write, on: machine, id: key, whileOff: true, until: deadline) { locked in
            let locked = try await locked.machine()
            do {
                let progress = try await locked.restoreSnapshot(snapshot: snapshot)
                try await scope.finish(
                    progress, of: "IMachine_restoreSnapshot", until: deadline, report: Host.report("restore"))
            } catch let error as VirtualBoxError where error.code == .inUse {
                throw await inUse(error, snapshot)
            }
            let machine = machine
            try await uncancelled {
                try await KeptWrites(machine: machine).ensure()
                try await renew(locked)
            }
        }
    }

    /// Says who has the disks of a snapshot that can not be restored because they are in use.
    private func inUse(_ error: VirtualBoxError, _ snapshot: VirtualBoxAPI.Snapshot) async -> VMFestError {
        var refusal = VMFestError(error)
        let holders = (try? await holders(of: snapshot)) ?? []
        guard !holders.isEmpty else { return refusal }
        refusal.message =
            "disks of the snapshot are in use: \(holders.joined(separator: ", ")); switch those machines off first"
        return refusal
    }

    private func holders(of snapshot: VirtualBoxAPI.Snapshot) async throws -> [String] {
        var holders: [String] = []
        for attachment in try await snapshot.getMachine().getMediumAttachments() where attachment.type == .hardDisk {
            guard let disk = attachment.medium else { continue }
            for id in try await disk.getMachineIds() where id != key {
                guard let other = try await scope.findMachine(id), try await MachinePhase(other.getState()).hasProcess
                else { continue }
                holders.append("'\(try await disk.getName())' by '\(try await other.getName())'")
            }
        }
        return holders
    }

    /// Brings up to date what has changed around the machine since the snapshot was taken: others may have got the ports of the
    /// host that led to it, and it may have been renamed.
    private func renew(_ locked: VirtualBoxAPI.Machine) async throws {
        async let marks = MachineMarks(of: locked, logger: scope.service.logger)
        let isOwn = try await locked.getGroups().contains(MachineMarks.group)
        let formerNames = try await marks.formerNames
        if isOwn { try await ForwardRenewal(scope: scope, machine: locked, key: key, keepsPorts: true).run() }
        if !formerNames.isEmpty {
            let folder = HostPath(try await locked.getSettingsFilePath()).folder
            try await SerialFiles(scope: scope, folder: folder, formerNames: formerNames).move(of: locked, to: folder)
        }
        if isOwn || !formerNames.isEmpty { try await locked.saveSettings() }
    }
}
