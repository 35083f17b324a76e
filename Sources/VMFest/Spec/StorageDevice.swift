//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What is in a slot of a storage controller.
///
/// Paths are absolute and those of the VirtualBox host.
public struct StorageDevice: Sendable, Hashable {
    /// A drive or disk.
    public enum Content: Sendable, Hashable {
        /// An existing disk, written by this machine: the name of a data disk, or an absolute path of the host.
        ///
        /// It outlives the machine.
        case disk(_ nameOrPath: String)

        /// A disk of this size in the machine's folder, empty when the machine is made; rounded up to whole sectors of
        /// 512 bytes.
        ///
        /// It is removed with the machine.
        case newDisk(_ size: DataSize)

        /// A DVD drive with a disc image in it, or an empty one.
        case dvd(_ path: String?)

        /// A floppy drive with a disk image in it, or an empty one.
        case floppy(_ path: String?)
    }

    /// The drive or disk.
    public var content: Content

    /// Whether the guest is told that the disk has no moving parts.
    ///
    /// Default: no.
    public var nonRotational = false

    /// Whether the disk's file shrinks when the guest says what it no longer needs.
    ///
    /// Default: no.
    public var discard = false

    /// Whether the guest may be parted from it while it runs; nil leaves VirtualBox's choice.
    ///
    /// On a SATA controller it may be chosen, and is no without a choice; on a USB one it is always yes, on all others
    /// always no.
    public var hotPluggable: Bool?

    /// The name of the bandwidth group that it belongs to; nil and empty for none.
    public var bandwidthGroup: String?

    /// Whether a DVD drive lets the guest eject the disc only until its next start.
    ///
    /// Default: no.
    public var temporaryEject = false

    /// A drive or disk.
    public init(_ content: Content) {
        self.content = content
    }

    /// An existing disk, written by this machine: the name of a data disk, or an absolute path of the host.
    ///
    /// It outlives the machine.
    public static func disk(_ nameOrPath: String) -> Self { Self(.disk(nameOrPath)) }

    /// A disk of this size in the machine's folder, empty when the machine is made; rounded up to whole sectors of
    /// 512 bytes.
    ///
    /// It is removed with the machine.
    public static func newDisk(_ size: DataSize) -> Self { Self(.newDisk(size)) }

    /// A DVD drive with a disc image in it, or an empty one.
    public static func dvd(_ path: String? = nil) -> Self { Self(.dvd(path)) }

    /// A floppy drive with a disk image in it, or an empty one.
    public static func floppy(_ path: String? = nil) -> Self { Self(.floppy(path)) }
}
