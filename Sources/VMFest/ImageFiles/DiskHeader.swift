//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What the beginning of a disk file, or its end, says of it.
struct DiskHeader: Sendable, Hashable {
    var format: DiskFormat

    /// The size of the disk in bytes; nil where the header does not say it.
    var capacity: Int64?

    /// The files beside it that hold the disk's content; empty where that is in the file itself.
    var extents: [String] = []

    /// Reads the header of any format but raw; nil if there is none.
    ///
    /// - Throws: ``VMFestError`` for a disk that VirtualBox can not read or that is not whole without another file.
    static func read(_ file: some RandomAccess) throws -> DiskHeader? {
        let head = try file.bytes(at: 0, count: 1024)
        if let header = try vdi(head) ?? qcow(head) ?? qed(head) ?? parallels(head) { return header }
        return try vmdk(head, file) ?? vhdx(head, file) ?? vhd(head, file)
    }

    /// A number of sectors or of bytes as the capacity; nil for one that no disk has.
    static func bytes(_ count: UInt64?, times size: Int64 = 1) -> Int64? {
        guard let count = count.flatMap(Int64.init(exactly:)) else { return nil }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
        return overflow || bytes == 0 ? nil : bytes
    }

    /// A disk that is only the difference to another one.
    static func isDifference(_ format: DiskFormat) -> VMFestError {
        VMFestError(
            .badImage,
            "is a \(format.rawValue) disk that holds only the differences to another one, so it is not whole:"
                + " merge it into a disk of its own first, with 'vmfest disk clone' where VirtualBox knows it, or with 'qemu-img convert'"
        )
    }

    /// A kind of disk that VirtualBox does not read.
    static func isUnreadable(_ what: String) -> VMFestError {
        VMFestError(
            .badImage, "is \(what), which VirtualBox does not read: convert it with 'qemu-img convert -O qcow2' first")
    }
}
