//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Host {
    /// The host's disks, by name; each differencing disk after the one that it is based on.
    ///
    /// Every client of the host sees the same. Rests on `IVirtualBox::getHardDisks` and `IMedium::refreshState`.
    ///
    /// - Parameter selection: data disks only, or all disks.
    /// - Throws: ``VMFestError`` with the codes about the host. A disk whose file can not be read is no failure: its state
    ///   says so.
    public func disks(_ selection: DiskSelection = .managed) async throws -> [DiskInfo] {
        try await VMFestError.during("list disks") {
            try await service.withVirtualBox { scope in
                try await DiskReading(scope: scope, host: self).all(selection)
            }
        }
    }

    /// The disk of a name, a path or a UUID.
    ///
    /// - Parameter text: the name of a data disk; the path or the UUID of any disk; or the name of any disk's file, with or
    ///   without its ending. A data disk's name comes first.
    /// - Throws: ``VMFestError``: `noSuchDisk` with the names that there are; `ambiguousName` with the UUIDs and paths of all
    ///   that have the name; and the codes about the host.
    public func disk(_ text: String) async throws -> Disk {
        try await VMFestError.during("find the disk", of: text) {
            try await service.withVirtualBox { scope in
                try Disk(host: self, key: await DiskSearch(scope: scope).id(of: text))
            }
        }
    }

    /// Makes a data disk, empty: all of it, or nothing and an error.
    ///
    /// It is on the host, in the folder `vmfest-disks` below the host's default machine folder, and belongs to no machine:
    /// it stays when one that has it is destroyed. Of two that are made of one name at once one succeeds.
    /// Rests on `IVirtualBox::createMedium` and `IMedium::createBaseStorage`.
    ///
    /// - Parameters:
    ///   - name: lower-case letters, digits, dots, hyphens and underscores, 63 at most.
    ///   - size: the size as a guest sees it: 1 MiB to 2 TiB less 1 MiB; VirtualBox may round it up to what the format takes.
    ///   - options: format, fixed or dynamic, type.
    /// - Returns: the disk.
    /// - Throws: ``VMFestError``: `nameTaken`; `invalidArgument` for a name, a size or a type that can not be; and the codes
    ///   about the host. Whatever is thrown, also by a cancelled task, nothing is left, except for what
    ///   ``VMFestError/cleanUpFailures`` names.
    @discardableResult
    public func createDisk(
        _ name: String, _ size: DataSize, _ options: DiskOptions = DiskOptions()
    ) async throws -> Disk {
        try await VMFestError.during("make the disk", of: name) {
            try size.checkDisk()
            return try await service.withVirtualBox { scope in
                let making = DiskMaking(scope: scope, host: self, name: name, options: options)
                return try await making.run(at: making.path(), by: "IMedium_createBaseStorage", "create") {
                    medium, variant in
                    try await medium.createBaseStorage(logicalSize: size.wholeSectors, variant: variant)
                }
            }
        }
    }
}

extension DataSize {
    /// Refuses what no disk can have.
    func checkDisk() throws {
        guard bytes >= 1 << 20 else { throw VMFestError(.invalidArgument, "\(self) is less than 1 MiB") }
        guard self <= BootDisk.largest else {
            throw VMFestError(
                .invalidArgument, "\(self) are more than the \(BootDisk.largest) of the largest disk")
        }
    }

    /// The bytes, rounded up to whole sectors.
    var wholeSectors: Int64 { (bytes + 511) / 512 * 512 }
}
