//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A format of disk files, under the name that VirtualBox has for it.
package enum DiskFormat: String, Sendable, Hashable, Codable, CaseIterable {
    case vdi = "VDI"
    case vmdk = "VMDK"
    case vhd = "VHD"
    /// VirtualBox reads it and does not write it.
    case vhdx = "VHDX"
    /// QEMU's, of the versions 1 to 3.
    case qcow = "QCOW"
    case qed = "QED"
    case parallels = "Parallels"
    /// The disk's bytes and nothing else; VirtualBox takes it as a disk only through a ``RawDiskDescriptor``.
    case raw = "RAW"

    /// The usual ending of file names, without a dot.
    var fileNameExtension: String {
        switch self {
        case .vdi: "vdi"
        case .vmdk: "vmdk"
        case .vhd: "vhd"
        case .vhdx: "vhdx"
        case .qcow: "qcow2"
        case .qed: "qed"
        case .parallels: "hdd"
        case .raw: "img"
        }
    }
}
