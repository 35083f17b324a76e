//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A disk file on this computer that VirtualBox can read, as long as it is lent.
package struct PreparedDisk: Sendable, Hashable {
    /// The absolute path of the file, on this computer; a VMDK may have more files beside it.
    package var path: String

    /// Its format.
    ///
    /// VirtualBox opens ``DiskFormat/raw`` as a disk only by a ``RawDiskDescriptor``.
    package var format: DiskFormat

    /// The size of the file in bytes.
    package var fileSize: Int64

    /// The size of the disk in bytes; nil where the file does not say it.
    package var capacity: Int64?

    /// The SHA-256 of the image as it was given, before anything was unpacked.
    package var digest: ImageDigest

    /// What the image says of the machine that it is for.
    package var hints: ImageHints

    /// The other files that hold the disk's content, beside the file; empty for nearly all.
    package var extents: [String]
}
