//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Removes a disk that nobody needs, with its file.
struct DiskRemoval: Sendable {
    let scope: HostScope
    let disk: Disk

    /// - Parameter isForeign: whether it may be one that VMFest did not make.
    func run(evenForeign isForeign: Bool) async throws {
        let catalogue = DiskCatalogue(scope)
        let record = try await catalogue.record(disk.key)
        let medium = try await catalogue.medium(disk.key)
        guard let medium else {
            if let record { try await removeRemains(record) }
            return
        }
        let usage = DiskUsage(scope: scope, host: disk.host)
        try await usage.refuseImage(disk.key)
        try await usage.refuseUsed(medium)
        guard record != nil || isForeign else {
            throw VMFestError(
                .notSupported,
                "it is no data disk of VMFest's but '\(try await medium.getLocation())'; 'vmfest disk rm"
                    + " --foreign' (in a program 'foreign: true') deletes it all the same")
        }
        try await uncancelled {
            try await MediumLibrary(scope).withTurn { try await delete(medium) }
            try await catalogue.erase(disk.key)
        }
    }

    /// Deletes the file; that somebody else did in this moment is success.
    private func delete(_ medium: Medium) async throws {
        do {
            guard try await medium.refreshState() != .inaccessible else { return try await medium.close() }
            try await scope.finish(medium.deleteStorage(), of: "IMedium_deleteStorage")
        } catch let error as VirtualBoxError where error.isClosedMedium {
            return
        } catch let error as VirtualBoxError where error.code == .inUse {
            let described = await scope.describe(error)
            // Who has it since it was looked at is told by name.
            try await DiskUsage(scope: scope, host: disk.host).refuseUsed(medium)
            guard try await !medium.getMachineIds().isEmpty else { throw described }
            throw VMFestError(
                .inUse,
                "VirtualBox takes it for a disk of a machine that does not have it, as it does for ever with one that was"
                    + " detached and attached again while a snapshot had it; it can be removed once VirtualBox has been"
                    + " ended: switch off its machines, close its programs and restart its web service")
        }
    }

    /// What is left of a data disk that VirtualBox can not read: the file, if there is one, and the note.
    private func removeRemains(_ record: DiskRecord) async throws {
        let path = HostPath(record.path)
        try await uncancelled {
            if try await ImageCatalogue(scope).knownDisk(at: path) == nil,
                path.folder == (try await DiskCatalogue(scope).folder())
            {
                try await HostFolder(scope: scope, path: path.folder).remove([path.name])
            }
            try await DiskCatalogue(scope).erase(disk.key)
        }
    }
}
