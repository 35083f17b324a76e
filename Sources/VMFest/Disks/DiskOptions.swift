//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// How a disk is kept.
public struct DiskOptions: Sendable, Hashable {
    /// The format of a disk's file.
    public enum Format: String, Sendable, Hashable, Codable, CaseIterable {
        /// VirtualBox's own; the only one that can be compacted.
        case vdi
        /// VMware's.
        case vmdk
        /// That of Virtual PC and Hyper-V.
        case vhd
    }

    /// The format.
    ///
    /// Default: VDI.
    public var format: Format

    /// Whether the file has its full size from the beginning; if not, it grows with what is written.
    ///
    /// Default: no.
    public var isFixed: Bool

    /// What happens to what is written.
    ///
    /// Default: ``DiskType/writeThrough``, so that no snapshot of a machine stands between a data disk and what is
    /// written to it.
    public var type: DiskType

    /// All have defaults.
    public init(format: Format = .vdi, fixed isFixed: Bool = false, type: DiskType = .writeThrough) {
        self.format = format
        self.isFixed = isFixed
        self.type = type
    }
}
