//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What a new machine's own disk is based on.
public struct Image: Sendable, Hashable {
    /// The absolute path of a disk file on the VirtualBox host.
    let path: String

    /// A disk file in any format that VirtualBox reads: VDI, VMDK, VHD, QCOW2 and others.
    ///
    /// The path is absolute and that of the VirtualBox host.
    ///
    /// The file is never written: each machine writes to a differencing disk of its own. While machines are based on
    /// it, VirtualBox has it registered as immutable.
    public static func file(_ path: String) -> Self { Self(path: path) }
}
