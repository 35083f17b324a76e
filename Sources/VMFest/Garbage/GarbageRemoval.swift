//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Removes leftovers.
struct GarbageRemoval: Sendable {
    let scope: HostScope
    let host: Host

    func remove(_ leftover: Leftover) async throws {
        switch leftover.target {
        case .machine(let id, let session): try await remove(machine: id, lockedBy: session)
        case .template(let id, let session):
            if let template = try await WarmTemplates(scope: scope).all().first(where: { $0.id == id }) {
                try await WarmRemoval(scope: scope, template: template).run()
            } else {
                try await remove(machine: id, lockedBy: session)
            }
        case .folder(let folder):
            try await MachineRemains(scope: scope, settings: folder.file(folder.name + ".vbox")).remove()
        case .imageFile(let file): try await remove(imageFile: file)
        case .port(let claim): try await PortClaims(scope: scope).erase(claim)
        case .medium(let id): try await MediumLibrary(scope).forgetIfUnused(id)
        case .note(let id): try await Undertakings(scope: scope).end(id)
        }
    }

    /// Destroys a machine, which may still be locked for a program that is no longer there.
    ///
    /// VirtualBox keeps such a lock until the web service ends, or somebody who knows the session object gives it back.
    private func remove(machine id: String, lockedBy session: String?) async throws {
        guard let machine = try await scope.findMachine(id) else { return }
        let settings = HostPath(try await machine.getSettingsFilePath())
        if let session, let reference = ManagedReference(id: session, channel: scope.session) {
            await release(Session(reference: reference))
        }
        let lifeCycle = LifeCycle(
            verb: .destroy, scope: scope, machine: machine, key: id, deadline: .within(.seconds(60)))
        try await lifeCycle.run()
        // Disks that were made for it and not attached yet.
        try await MachineRemains(scope: scope, settings: settings).remove()
    }

    /// Ends a lock that somebody left behind.
    ///
    /// Its machine is saved first: disks that are attached and not saved would be nobody's, and in use all the same. Both
    /// are refused when the session holds nothing, or ended with the service that it was of.
    private func release(_ session: Session) async {
        do { try await session.getMachine().saveSettings() } catch {}
        do { try await session.unlockMachine() } catch {}
    }

    /// Deletes a file of an image, which VirtualBox may know as a disk.
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
