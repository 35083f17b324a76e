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
                let id = try await Turnstile.shared.withTurn(key) {
                    try await scope.withLock(.shared, on: machine, id: key, until: deadline) { locked in
                        try await locked.machine().unmount(path)
                    }
                }
                let library = MediumLibrary(scope)
                if let id {
                    try await library.forgetIfUnused(id)
                    // VirtualBox still knows it where a snapshot refers to it.
                    guard try await library.known(id, .dvd) == nil else { return }
                } else {
                    for disc in try await scope.box.getDVDImages() where try await disc.isOpen(at: path) { return }
                }
                try await HostFolder(scope: scope, path: folder).remove([FirstBoot.file])
            }
        }
    }
}

extension VirtualBoxAPI.Machine {
    /// Takes a disc out of whichever drive it is in, and gives its UUID.
    fileprivate func unmount(_ path: String) async throws -> String? {
        for attachment in try await getMediumAttachments() where attachment.type == .dvd {
            guard let medium = attachment.medium, try await medium.getLocation() == path else { continue }
            let id = try await medium.getId()
            // By force: the guest may have locked the drive.
            try await unmountMedium(
                name: attachment.controller, controllerPort: attachment.port, device: attachment.device, force: true)
            try await saveSettings()
            return id
        }
        return nil
    }
}

extension Medium {
    /// Whether it is the one at a path, and not closed by somebody in this moment.
    fileprivate func isOpen(at path: String) async throws -> Bool {
        do {
            return try await getLocation() == path
        } catch let error as VirtualBoxError where error.isClosedMedium {
            return false
        }
    }
}
