//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Disk {
    /// What is known of the disk.
    ///
    /// Rests on `IMedium::refreshState` and IMedium's attributes.
    ///
    /// - Throws: ``VMFestError``: `noSuchDisk`, and the codes about the host. That its file can not be read is a state.
    public func info() async throws -> DiskInfo {
        try await VMFestError.during("show", of: key) {
            try await host.service.withVirtualBox { scope in
                try await DiskReading(scope: scope, host: host).one(key)
            }
        }
    }

    /// Removes the disk with its file; that it is gone already is success.
    ///
    /// Rests on `IMedium::deleteStorage`.
    ///
    /// - Parameter isForeign: whether it may be one that VMFest did not make.
    /// - Throws: ``VMFestError``: `inUse` with the names of the machines that have it, or have disks or snapshots that are
    ///   based on it, or with the image whose base it is; `notSupported` for a foreign disk where that was not said; and the
    ///   codes about the host.
    public func remove(evenForeign isForeign: Bool = false) async throws {
        try await VMFestError.during("remove the disk", of: key) {
            try await host.service.withVirtualBox { scope in
                try await DiskRemoval(scope: scope, disk: self).run(evenForeign: isForeign)
            }
        }
    }
}
