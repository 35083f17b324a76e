//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// What is left on the host of a machine whose settings VirtualBox could not read.
///
/// VirtualBox unregisters such a machine and deletes nothing, since it does not know what is its own.
struct MachineRemains: Sendable {
    let scope: HostScope

    /// The settings file, which may be damaged or gone.
    let settings: HostPath

    /// Deletes the settings file, logs and the folder; of a machine that VMFest made, every file in the folder too.
    ///
    /// A disk in the folder that something else uses stays.
    func remove() async throws {
        if isInOwnFolder { try await removeFiles() }
        guard try await HostFolder(scope: scope, path: settings.folder).files() != nil else { return }
        try await removeSettings()
        // Which images the machine was based on was in its settings.
        for id in try await MediumLibrary(scope).opened() { try await MediumLibrary(scope).forgetIfUnused(id) }
    }

    /// Whether the folder is that of a machine that VMFest made, so that everything in it is the machine's.
    private var isInOwnFolder: Bool {
        settings.folder.name == settings.stem && MachineMarks.groups.contains("/" + settings.folder.folder.name)
    }

    private func removeFiles() async throws {
        let kept = try await kept(among: scope.box.getHardDisks() + scope.box.getDVDImages())
        for path in [settings.folder.file("Snapshots"), settings.folder] {
            let folder = HostFolder(scope: scope, path: path)
            let files = try await folder.files() ?? []
            try await folder.remove(files.filter { !kept.contains(path.file($0).text) })
        }
    }

    /// The paths of the disks and discs in the folder that something else uses.
    ///
    /// Those that nothing uses are forgotten.
    private func kept(among media: [Medium]) async throws -> Set<String> {
        let own = try await inFolder(media)
        if !own.isEmpty { try await waitForCopies() }
        var kept: Set<String> = []
        for (medium, path) in own {
            do {
                if try await !isForgotten(medium) { kept.insert(path) }
            } catch let error as VirtualBoxError where error.isClosedMedium {
                // Somebody else closed it in this moment.
            }
        }
        return kept
    }

    /// Those of the media, and of what is based on them, that are in the folder; children come before their parents.
    private func inFolder(_ media: [Medium]) async throws -> [(medium: Medium, path: String)] {
        var found: [(medium: Medium, path: String)] = []
        for medium in media {
            do {
                found += try await inFolder(medium.getChildren())
                let path = try await medium.getLocation()
                if HostPath(path).isInside(settings.folder) { found.append((medium, path)) }
            } catch let error as VirtualBoxError where error.isClosedMedium {
                // Somebody else closed it in this moment.
            }
        }
        return found
    }

    /// Waits for the end of what VirtualBox is at, for as long as that gets on.
    ///
    /// A clone goes on without whoever began it, and whose it is can not be seen. To close one of its disks in the middle of it
    /// hangs VirtualBox's server process for ever. Operations whose process died never end, and stand still.
    private func waitForCopies() async throws {
        for operation in try await scope.box.getProgressOperations() {
            var (percent, standstill) = (UInt32.max, Deadline.within(.seconds(10)))
            // What has ended may be gone.
            while (try? await operation.getCompleted()) == false, !standstill.hasPassed {
                if let now = try? await operation.getOperationPercent(), now != percent {
                    (percent, standstill) = (now, .within(.seconds(10)))
                }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    /// Lets VirtualBox forget a disk or disc, unless something uses it.
    private func isForgotten(_ medium: Medium) async throws -> Bool {
        guard try await medium.getMachineIds().isEmpty else { return false }
        do {
            try await medium.close()
            return true
        } catch let error as VirtualBoxError where error.code == .inUse {
            return false
        }
    }

    /// A new machine in the old one's place knows what belongs to a machine there, and goes with it.
    private func removeSettings() async throws {
        let machine = try await scope.box.createMachine(
            settingsFile: settings.text, name: settings.stem, platform: .x86, groups: [], osTypeId: "Linux_64",
            flags: "forceOverwrite=1", cipher: "", passwordId: "", password: "")
        try await machine.saveSettings()
        try await scope.finish(machine.deleteConfig(media: []), of: "IMachine_deleteConfig")
    }
}
