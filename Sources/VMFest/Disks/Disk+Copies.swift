//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Disk {
    /// Makes a data disk with the same content: all of it, or nothing and an error.
    ///
    /// Of a disk that is based on others the whole content is copied. Rests on `IMedium::cloneTo`.
    ///
    /// - Parameters:
    ///   - name: the new disk's name; see ``Host/createDisk(_:_:_:)``.
    ///   - format: the format; nil for that of this disk, and VDI where that can not be made.
    ///   - isFixed: whether the file has its full size from the beginning; nil for as it is with this disk.
    ///   - type: the type; nil for that of this data disk, and for others write-through.
    /// - Returns: the new disk.
    /// - Throws: ``VMFestError``: `nameTaken`; `invalidArgument`; `invalidState` when a machine that runs writes to this disk;
    ///   `noSuchDisk`; and the codes about the host. Whatever is thrown, also by a cancelled task, nothing is left, except for
    ///   what ``VMFestError/cleanUpFailures`` names.
    @discardableResult
    public func clone(
        as name: String, format: DiskOptions.Format? = nil, fixed isFixed: Bool? = nil, type: DiskType? = nil
    ) async throws -> Disk {
        try await editing("clone the disk") { editing in
            let form = try await editing.form()
            let options = DiskOptions(
                format: format ?? form.format ?? .vdi, fixed: isFixed ?? form.isFixed,
                type: type ?? editing.record?.type ?? .writeThrough)
            let making = DiskMaking(scope: editing.scope, host: host, name: name, options: options)
            let path = try await making.path()
            if try await editing.medium.refreshState() != .lockedRead { try await editing.refuseOpen() }
            return try await making.run(at: path, by: "IMedium_cloneTo", "clone") { target, variant in
                try await MediumLibrary(editing.scope).copy(editing.medium, to: target, variant)
            }
        }
    }

    /// Gives a data disk another format, or makes it fixed or dynamic; that it is so already is success.
    ///
    /// VirtualBox copies it, so it has another UUID afterwards, and its file has another ending with another format; name and
    /// type stay. Rests on `IMedium::cloneTo`, `IMedium::deleteStorage` and `IMedium::moveTo`.
    ///
    /// - Parameters:
    ///   - format: the format; nil for as it is.
    ///   - isFixed: whether the file has its full size from the beginning; nil for as it is.
    /// - Returns: the new disk, in this one's place.
    /// - Throws: ``VMFestError``: `inUse` when machines have it, or disks are based on it; `notSupported` for a disk that is no
    ///   data disk, which can be cloned to another format; `invalidArgument` for a shareable disk that shall not be fixed;
    ///   `nameTaken` when the new file is there already; `noSuchDisk`; and the codes about the host. Whatever is thrown,
    ///   also by a cancelled task, the disk is as it was and nothing is left, except for what
    ///   ``VMFestError/cleanUpFailures`` names.
    @discardableResult
    public func convert(to format: DiskOptions.Format? = nil, fixed isFixed: Bool? = nil) async throws -> Disk {
        try await editing("convert the disk") { editing in
            try await DiskConversion(editing: editing, format: format, isFixed: isFixed).run()
        }
    }

    /// Moves the disk's file to another place of the host; machines that have the disk know it by the new one.
    ///
    /// They have to be off. Rests on `IMedium::moveTo`.
    ///
    /// - Parameter path: an absolute path of the host: a folder that is there, or the file's new path with the format's ending.
    /// - Throws: ``VMFestError``: `nameTaken` when there is such a file already; `invalidArgument`; `invalidState` when a
    ///   machine that runs has it; `inUse` for the base of an image; `noSuchDisk`; and the codes about the host.
    public func move(to path: String) async throws {
        try await editing("move the disk") { editing in try await DiskMove(editing: editing).run(to: path) }
    }
}
