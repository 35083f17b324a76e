//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Disk {
    /// Makes the disk larger; that it has the size already is success.
    ///
    /// What is more is empty, and the guest's file systems grow only if the guest makes them. A machine that has the disk has
    /// to be off. A machine's disk on an image becomes a whole disk of the machine's own by that, which takes room and a
    /// while, and has another UUID: VirtualBox can not make such a disk larger without damage. Rests on `IMedium::resize`,
    /// and there on `IMedium::cloneTo`.
    ///
    /// - Parameter size: the size as a guest sees it, rounded up to whole sectors of 512 bytes.
    /// - Returns: the disk: this one, or the one in its place.
    /// - Throws: ``VMFestError``: `invalidArgument` for a size that is less than it has, since no disk is made smaller, or more
    ///   than a disk can have; `invalidState` when a machine that runs has it; `inUse` when disks or snapshots are based on
    ///   it; `notSupported` for a format that VirtualBox can not resize; `noSuchDisk`; and the codes about the host.
    @discardableResult
    public func grow(to size: DataSize) async throws -> Disk {
        try await editing("grow the disk") { editing in
            let capacity = DataSize(bytes: try await editing.medium.getLogicalSize())
            guard size >= capacity else {
                throw VMFestError(
                    .invalidArgument,
                    "it has \(capacity), and \(size) would be less; VirtualBox makes no disk smaller")
            }
            if size == capacity { return self }
            try size.checkDisk()
            try await editing.refuseBase()
            try await editing.refuseOpen()
            guard try await editing.medium.getParent() == nil else {
                return try await DiskFlattening(editing: editing, capacity: size.wholeSectors).run()
            }
            let form = try await editing.form()
            let remedy =
                form.isFixed
                ? "convert it to dynamic, grow it, and convert it to fixed again" : "convert it to vdi first"
            // It says that it made one larger, and did not.
            guard form.format != .vmdk else {
                throw VMFestError(.notSupported, "VirtualBox makes no VMDK larger; convert it to vdi first")
            }
            try await editing.explaining(remedy) {
                let progress = try await editing.medium.resize(logicalSize: size.wholeSectors)
                try await editing.finish(progress, of: "IMedium_resize", "grow")
            }
            _ = try await editing.medium.refreshState()
            guard try await editing.medium.getLogicalSize() >= size.bytes else {
                throw VMFestError(.failed, "VirtualBox says that it made the disk larger, and did not; \(remedy)")
            }
            return self
        }
    }

    /// Gives back the room of what is zero on the disk.
    ///
    /// A guest that deletes files leaves what was in them; it has to write zeros over it before. Only dynamic VDIs can be
    /// compacted. Rests on `IMedium::compact`.
    ///
    /// - Throws: ``VMFestError``: `notSupported` for a disk of another format, or of fixed size; `invalidState` when a machine
    ///   that runs has it; `inUse` for the base of an image; `noSuchDisk`; and the codes about the host.
    public func compact() async throws {
        try await editing("compact the disk") { editing in
            try await editing.usage.refuseImage(key)
            let form = try await editing.form()
            guard form.format == .vdi, !form.isFixed else {
                throw VMFestError(
                    .notSupported,
                    "only a dynamic VDI can be compacted; convert it to that, which gives the room back, too")
            }
            try await editing.refuseOpen()
            let progress = try await editing.medium.compact()
            try await editing.finish(progress, of: "IMedium_compact", "compact")
        }
    }
}
