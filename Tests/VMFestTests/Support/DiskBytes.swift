//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

@testable import VMFest

/// Makes small disks, or as much of them as is looked at.
enum DiskBytes {
    /// Bytes with others put into them.
    static func bytes(_ count: Int, _ parts: (Int, [UInt8])...) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        for (offset, part) in parts { bytes.replaceSubrange(offset..<(offset + part.count), with: part) }
        return bytes
    }

    static func little(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }

    static func big(_ value: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: value.bigEndian) { Array($0) } }

    /// A boot sector and a megabyte, of which a little is not zero.
    static let raw = bytes(1 << 20, (510, [0x55, 0xAA]), (700_000, Array("here".utf8)))

    static func vdi(type: UInt32 = 1) -> [UInt8] {
        bytes(
            1024, (64, little(0xBEDA_107F as UInt32)), (68, little(0x10001 as UInt32)), (76, little(type)),
            (368, little(5 << 20 as UInt64)))
    }

    static func vmdk(descriptor: String = "") -> [UInt8] {
        bytes(
            2048, (0, Array("KDMV".utf8)), (12, little(2048 as UInt64)), (28, little(1 as UInt64)),
            (36, little(2 as UInt64)), (512, Array(descriptor.utf8)))
    }

    static func vhd(type: UInt32, content: Int = 0) -> [UInt8] {
        let footer = bytes(
            512, (0, Array("conectix".utf8)), (48, big(UInt64(content))), (60, big(type)))
        return type == 2 ? bytes(content) + footer : footer + bytes(content) + footer
    }

    static func qcow(version: UInt32 = 3, backing: UInt64 = 0, features: UInt64 = 0) -> [UInt8] {
        bytes(
            1024, (0, [0x51, 0x46, 0x49, 0xFB]), (4, big(version)), (8, big(backing)), (24, big(1 << 30 as UInt64)),
            (72, big(features)))
    }

    static let qed = bytes(1024, (0, [0x51, 0x45, 0x44, 0]), (48, little(7 << 20 as UInt64)))
    static let parallels = bytes(1024, (0, Array("WithoutFreeSpace".utf8)), (36, little(99 as UInt64)))

    static let vhdx = bytes(
        (1 << 20) + (1 << 17), (0, Array("vhdxfile".utf8)), (192 << 10, Array("regi".utf8)),
        ((192 << 10) + 8, little(1 as UInt32)),
        (
            (192 << 10) + 16,
            [0x06, 0xA2, 0x7C, 0x8B, 0x90, 0x47, 0x9A, 0x4B, 0xB8, 0xFE, 0x57, 0x5F, 0x05, 0x0F, 0x88, 0x6E]
        ),
        ((192 << 10) + 32, little(1 << 20 as UInt64)), (1 << 20, Array("metadata".utf8)),
        ((1 << 20) + 10, little(1 as UInt16)),
        (
            (1 << 20) + 32,
            [0x24, 0x42, 0xA5, 0x2F, 0x1B, 0xCD, 0x76, 0x48, 0xB2, 0x11, 0x5D, 0xBE, 0xD8, 0x3B, 0xF4, 0xB8]
        ),
        ((1 << 20) + 48, little(65_536 as UInt32)), ((1 << 20) + 65_536, little(8 << 30 as UInt64)))
}
