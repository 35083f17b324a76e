//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What shows that bytes without a header are a disk's.
enum RawSignature {
    /// Whether there is a boot sector, a partition table, a file system or something else that disks begin with.
    static func isThere(_ file: some RandomAccess) throws -> Bool {
        let head = try file.bytes(at: 0, count: 68 << 10)
        return marks.contains { mark in head.has(mark.bytes, at: mark.offset) }
    }

    private static let marks: [(bytes: [UInt8], offset: Int)] = [
        // A boot sector; GPT with small and large sectors.
        ([0x55, 0xAA], 510), (Array("EFI PART".utf8), 512), (Array("EFI PART".utf8), 4096),
        // ext2 to ext4, XFS, Btrfs, F2FS, SquashFS.
        ([0x53, 0xEF], 1080), (Array("XFSB".utf8), 0), (Array("_BHRfS_M".utf8), 0x10040),
        ([0x10, 0x20, 0xF5, 0xF2], 1024), (Array("hsqs".utf8), 0),
        // LVM, LUKS, swap space.
        (Array("LABELONE".utf8), 512), ([0x4C, 0x55, 0x4B, 0x53, 0xBA, 0xBE], 0), (Array("SWAPSPACE2".utf8), 4086),
    ]
}
