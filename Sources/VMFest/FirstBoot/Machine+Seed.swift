//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// Takes the disc for the first boot out of its drive, by force, and deletes it; that there is none is success.
    ///
    /// It has keys and user data on it, which nobody is to read once they were used. One that a snapshot refers to is
    /// taken out, and kept.
    ///
    /// - Throws: ``VMFestError``: `invalidState` for a machine whose state is saved, `locked`, `noSuchMachine`, and the
    ///   codes about the host.
    package func ejectSeed(within limit: Duration = .seconds(30)) async throws {
        let deadline = Deadline.within(limit)
        try await VMFestError.during("take out the disc for the first boot", of: key) {
            try await host.service.withVirtualBox(repeatable: true) { scope in
                let machine = try await find(in: scope)
                let folder = HostPath(try await machine.getSettingsFilePath()).folder
                let path = folder.file(FirstBoot.file).text
                try await Turnstile.shared.withTurn(key) {
                    try await scope.withLock(.shared, on: machine, id: key, until: deadline) { locked in
                        try await locked.machine().unmount(path)
                    }
                }
                try await delete(path, in: folder, scope)
            }
        }
    }

    /// Deletes the disc, if nothing refers to it.
    ///
    /// VirtualBox keeps its entry until the machine that had it in its drive is switched off.
    private func delete(_ path: String, in folder: HostPath, _ scope: HostScope) async throws {
        let library = MediumLibrary(scope)
        let disc: (medium: Medium, id: String)
        do {
            disc = try await library.open(path, .dvd, .readOnly)
        } catch let error as VMFestError where error.code == .noSuchImage {
            return
        }
        guard try await disc.medium.getMachineIds().isEmpty else { return }
        try await HostFolder(scope: scope, path: folder).remove([FirstBoot.file])
        try await library.forgetIfUnused(disc.id)
    }
}

extension VirtualBoxAPI.Machine {
    /// Takes a disc out of whichever drive it is in.
    fileprivate func unmount(_ path: String) async throws {
        for attachment in try await getMediumAttachments() where attachment.type == .dvd {
            guard let medium = attachment.medium, try await medium.getLocation() == path else { continue }
            // By force: the guest may have locked the drive.
            try await unmountMedium(
                name: attachment.controller, controllerPort: attachment.port, device: attachment.device, force: true)
            try await saveSettings()
        }
    }
}
