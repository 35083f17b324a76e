//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// Has VirtualBox forget a disk or a disc that nothing needs.
struct MediumForgetting: Sendable {
    let scope: HostScope
    let host: Host

    /// - Parameter text: the path or the UUID.
    func run(_ text: String) async throws {
        let (medium, id) = try await medium(text)
        let usage = DiskUsage(scope: scope, host: host)
        try await usage.refuseImage(id)
        guard try await DiskCatalogue(scope).record(id) == nil else {
            throw VMFestError(
                .notSupported, "it is a data disk of VMFest's; 'vmfest disk rm' removes it, with its file")
        }
        try await usage.refuseUsed(medium)
        try await uncancelled {
            try await MediumLibrary(scope).withTurn { try await close(medium) }
            try await MediumLibrary(scope).forgetIfUnused(id)
        }
    }

    private func close(_ medium: Medium) async throws {
        do {
            try await medium.close()
        } catch let error as VirtualBoxError where error.isClosedMedium {
            // Somebody else did so in this moment.
        }
    }

    private func medium(_ text: String) async throws -> (medium: Medium, id: String) {
        async let disks = DiskSearch(scope: scope).tree()
        async let discs = scope.box.getDVDImages()
        async let floppies = scope.box.getFloppyImages()
        let key = UUID(uuidString: text)?.uuidString.lowercased()
        let found = try await (disks + discs + floppies).concurrentMap { medium -> (medium: Medium, id: String)? in
            do {
                async let path = medium.getLocation()
                let id = try await medium.getId()
                return try await path == text || id == key ? (medium, id) : nil
            } catch let error as VirtualBoxError where error.isClosedMedium {
                return nil
            }
        }.compactMap(\.self)
        guard let only = found.first else {
            throw VMFestError(.noSuchDisk, "VirtualBox knows no disk, DVD or floppy of this path or UUID")
        }
        return only
    }
}

extension Host {
    /// Has VirtualBox forget a disk, or the image of a DVD or a floppy, that nothing needs; its file stays, if there is one.
    ///
    /// It is for what ``health()`` finds unreadable, and for what other programs had VirtualBox open. Rests on `IMedium::close`.
    ///
    /// - Parameter medium: its whole path on the host, or its UUID.
    /// - Throws: ``VMFestError``: `noSuchDisk`; `inUse` with the machines that have it, and for the base of an image;
    ///   `notSupported` for a data disk, which ``Disk/remove(evenForeign:)`` is for; and the codes about the host.
    public func forgetMedium(_ medium: String) async throws {
        try await VMFestError.during("forget", of: medium) {
            try await service.withVirtualBox { scope in
                try await MediumForgetting(scope: scope, host: self).run(medium)
            }
        }
    }
}
