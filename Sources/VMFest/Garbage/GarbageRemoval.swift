//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// Removes leftovers.
struct GarbageRemoval: Sendable {
    let scope: HostScope
    let host: Host

    /// How long a machine may take to switch off.
    var patience: Duration = .seconds(60)

    func remove(_ leftover: Leftover) async throws {
        switch leftover.target {
        case .machine(let id): try await remove(machine: id)
        case .template(let id):
            if let template = try await WarmTemplates(scope: scope).all().first(where: { $0.id == id }) {
                try await WarmRemoval(scope: scope, template: template).run()
            } else {
                try await remove(machine: id)
            }
        case .folder(let folder) where StagedImports.isPlace(folder):
            try await StagedImports(scope: scope).remove(in: folder)
        case .folder(let folder):
            try await refuseUsed(folder)
            try await MachineRemains(scope: scope, settings: folder.file(folder.name + ".vbox")).remove()
        case .imageFile(let file): try await remove(imageFile: file)
        case .diskFile(let file):
            guard try await !DiskCatalogue(scope).paths().contains(file.text) else {
                throw VMFestError(.inUse, "it is a data disk by now")
            }
            try await remove(imageFile: file)
        case .port(let claim): try await PortClaims(scope: scope).erase(claim)
        case .medium(let id): try await MediumLibrary(scope).forgetIfUnused(id)
        case .note(let id): try await Undertakings(scope: scope).end(id)
        }
    }

    /// Ends the sessions with the web service of programs that are no longer there.
    ///
    /// What they have locked or opened stands against its removal. VirtualBox keeps a lock even when its session ends, until
    /// the web service does, or somebody who knows the session object gives it back.
    ///
    /// - Parameter machine: the UUID of the machine that they were making; nil for all.
    func endDeadSessions(of machine: String? = nil) async throws {
        try await scope.releaseAbandonedLocks()
        let notes = Undertakings(scope: scope)
        for (id, note) in try await notes.all() where machine == nil || machine == id {
            guard try await !notes.isUnderWay(note) else { continue }
            // Otherwise VirtualBox goes on with it.
            if let reference = note.progress.flatMap({ ManagedReference(id: $0, channel: scope.session) }) {
                await scope.abandon(Progress(reference: reference))
            } else if let folder = note.folder.map(HostPath.init), StagedImports.isPlace(folder) {
                // It may have been killed before it could note what VirtualBox is doing for it.
                await StagedImports(scope: scope).settle(in: folder)
            }
            // All of it is refused when the session has ended by itself, or with the service that it was of.
            if let reference = note.session.flatMap({ ManagedReference(id: $0, channel: scope.session) }) {
                let session = Session(reference: reference)
                // Disks that are attached and not saved would be nobody's, and in use all the same.
                do { try await session.getMachine().saveSettings() } catch {}
                do { try await session.unlockMachine() } catch {}
            }
            if let reference = note.root.flatMap({ ManagedReference(id: $0, channel: scope.session) }) {
                let root = VirtualBoxAPI.VirtualBox(reference: reference)
                do { try await WebsessionManager(channel: scope.session).logoff(refIVirtualBox: root) } catch {}
            }
        }
    }

    /// Refuses to remove what is in a folder that a machine came to be in, or is being made in, since it was looked at.
    private func refuseUsed(_ folder: HostPath) async throws {
        let settings = try await scope.box.getMachines().concurrentMap { machine in
            try await machine.settingsFileIfRegistered()
        }
        var used = settings.compactMap { $0.map { HostPath($0).folder.text } }
        let notes = Undertakings(scope: scope)
        for note in try await notes.all().values where try await notes.isUnderWay(note) {
            if let place = note.folder { used.append(place) }
        }
        guard !used.contains(folder.text) else {
            throw VMFestError(.inUse, "a machine is in it by now")
        }
    }

    /// Destroys a machine, with disks that were made for it and not attached yet.
    private func remove(machine id: String) async throws {
        guard let machine = try await scope.findMachine(id) else { return }
        let settings = HostPath(try await machine.getSettingsFilePath())
        // Half of it is for ending a process that hangs.
        let deadline = Deadline.within(patience * 2)
        try await LifeCycle(verb: .destroy, scope: scope, machine: machine, key: id, deadline: deadline).run()
        try await MachineRemains(scope: scope, settings: settings).remove()
    }

    /// Deletes a file of an image or of a data disk, which VirtualBox may know as a disk.
    private func remove(imageFile file: HostPath) async throws {
        if let disk = try await ImageCatalogue(scope).knownDisk(at: file) {
            guard try await disk.getMachineIds().isEmpty, try await disk.getChildren().isEmpty else {
                throw VMFestError(.inUse, "disks are based on it")
            }
            try await disk.close()
        }
        try await HostFolder(scope: scope, path: file.folder).remove([file.name])
    }
}
