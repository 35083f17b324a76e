//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What happens to what a machine writes to a disk.
public enum DiskType: String, Sendable, Hashable, Codable, CaseIterable {
    /// It is on the disk, and snapshots of the machine keep what was.
    ///
    /// After a snapshot VirtualBox writes to a differencing disk in the machine's folder, which goes when the machine does.
    case normal
    /// It is forgotten at the machine's next start; the disk itself is never written.
    case immutable
    /// It is on the disk at once and for good: snapshots leave the disk alone, and so does their restore.
    ///
    /// What data disks are where nobody says otherwise.
    case writeThrough = "write-through"
    /// Like ``writeThrough``, and several machines have the disk at once; their guests must agree on who writes what.
    ///
    /// The disk must be of fixed size.
    case shareable
    /// VirtualBox knows this type for DVDs and floppies only, and refuses it for a disk.
    case readOnly = "read-only"
    /// Several machines have the disk at once, each with a differencing disk of its own for what it writes.
    case multiAttach = "multi-attach"
}
