//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Removes a machine that is switched off, with what is its own.
struct MachineRemoval: Sendable {
    let scope: HostScope
    let machine: VirtualBoxAPI.Machine
    let key: String
    let deadline: Deadline

    /// Unregisters the machine as soon as nobody holds it, then deletes its disks, its files and its folder.
    func run() async throws {
        try await Turnstile.shared.withTurn(key) { try await remove() }
    }

    private func remove() async throws {
        async let path = machine.getSettingsFilePath()
        let isAccessible = try await machine.getAccessible()
        // An inaccessible machine has no marks that could be read.
        let marks =
            isAccessible ? try await MachineMarks(of: machine, logger: scope.service.logger) : MachineMarks()
        let settings = try await HostPath(path)
        let hasSnapshots =
            isAccessible ? try await LinkedClones(scope: scope, key: key).refuseAll(of: machine) : false
        // Snapshots may be in a folder of their own.
        let snapshots = isAccessible ? HostPath(try await machine.getSnapshotFolder()) : nil
        let media = try await scope.onceUnlocked(machine, id: key, whileOff: true, until: deadline) {
            try await unregister(hasSnapshots: hasSnapshots)
        }
        // Nobody finds the machine from here on, so a cancelled task deletes what is left of it all the same.
        try await uncancelled {
            try await PortClaims(scope: scope).release(machine: key)
            guard isAccessible else { return try await MachineRemains(scope: scope, settings: settings).remove() }
            let own = try await ownMedia(among: media, in: settings.folder, snapshots)
            try await HostFolder(scope: scope, path: settings.folder).remove(marks.files)
            let progress = try await machine.deleteConfig(media: own)
            try await scope.finish(progress, of: "IMachine_deleteConfig")
            for id in marks.media { try await MediumLibrary(scope).forgetIfUnused(id) }
        }
    }

    /// Detaches the disks from every slot and has them handed over, snapshots' disks included; nothing is deleted by this.
    ///
    /// Who does this to a machine with snapshots while somebody else does, or has, can take VirtualBox's own server process
    /// along, so programs of this computer wait for one another, and look whether it is still there.
    private func unregister(hasSnapshots: Bool) async throws -> [Medium] {
        guard hasSnapshots else { return try await machine.unregister(cleanupMode: .full) }
        let lock = SettingLock(for: "removal")
        try await lock.take()
        defer { lock.giveBack() }
        guard try await scope.findMachine(key) != nil else {
            throw VMFest.Machine.removedMeanwhile
        }
        return try await machine.unregister(cleanupMode: .full)
    }

    /// The disks that may be deleted: those in the machine's folder, and its snapshots' elsewhere, that nobody else uses.
    ///
    /// VirtualBox hands over more than that: a disk elsewhere that was attached, a disc image, and with the last
    /// differencing disk of an image sometimes the image itself.
    private func ownMedia(
        among media: [Medium], in folder: HostPath, _ snapshots: HostPath?
    ) async throws -> [Medium] {
        var own: [Medium] = []
        // A disc is handed over once for the machine and once for each snapshot that has it.
        for medium in media where !own.contains(medium) {
            if try await isOwn(medium, in: folder, snapshots, beside: own) { own.append(medium) }
        }
        return own
    }

    /// Whether a disk may be deleted together with those that were found to be before; VirtualBox lists children before
    /// their parents.
    private func isOwn(
        _ medium: Medium, in folder: HostPath, _ snapshots: HostPath?, beside own: [Medium]
    ) async throws -> Bool {
        do {
            let path = HostPath(try await medium.getLocation())
            if !path.isInside(folder) {
                // VirtualBox calls a snapshot's disk by its UUID; what is called otherwise somebody put there.
                guard let snapshots, path.folder == snapshots else { return false }
                guard try await path.stem == "{\(medium.getId())}" else { return false }
            }
            guard try await medium.getMachineIds().isEmpty else { return false }
            return try await medium.getChildren().allSatisfy(own.contains)
        } catch let error as VirtualBoxError where error.isClosedMedium {
            // VirtualBox was told to forget it in this moment, so it is somebody else's.
            return false
        }
    }
}
