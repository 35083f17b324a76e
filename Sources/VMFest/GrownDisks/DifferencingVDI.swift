//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// The file of a new differencing disk that is larger than its base.
///
/// VirtualBox makes a differencing disk as large as its base, and lets it be resized, but has every write behind the
/// base's end fail afterwards: it looks for what surrounds the write in the base, where nothing is. In this file the
/// blocks behind the base's end are said to be zero, so that nobody looks there; and the block in which the base ends, if
/// it ends within one, is in the file itself.
struct DifferencingVDI: Sendable, Hashable {
    /// The disk's own UUID.
    let id: UUID

    /// The base's UUID.
    let base: UUID

    /// The base's size as a guest sees it, in bytes.
    let baseCapacity: Int64

    /// The size as the guest sees it, in bytes; whole sectors, and larger than the base's.
    let capacity: Int64

    /// The bytes in one block.
    static let block: Int64 = 1 << 20

    /// Where the base's last block begins, if it is not a whole one; nil where it is.
    var partialBlock: Range<Int64>? {
        let start = baseCapacity / Self.block * Self.block
        return start < baseCapacity ? start..<baseCapacity : nil
    }

    /// The file's bytes; whole sectors.
    ///
    /// - Parameter tail: what the base holds in ``partialBlock``.
    func bytes(tail: [UInt8]) -> [UInt8] {
        let count = (capacity + Self.block - 1) / Self.block
        let tableEnd = Int64(Self.tableStart) + count * 4
        let dataStart = (tableEnd + Self.block - 1) / Self.block * Self.block
        var file = header(dataStart: UInt32(dataStart), blocks: UInt32(count), allocated: tail.isEmpty ? 0 : 1)
        file += [UInt8](repeating: 0, count: Self.tableStart - file.count)
        let inBase = Int(baseCapacity / Self.block)
        // 0xFFFFFFFF: look in the base. 0xFFFFFFFE: zeros. Else: the number of a block in this file.
        file += [UInt8](repeating: 0xFF, count: inBase * 4)
        var entries = Int(count) - inBase
        if !tail.isEmpty {
            file += [0, 0, 0, 0]
            entries -= 1
        }
        for _ in 0..<entries { file += [0xFE, 0xFF, 0xFF, 0xFF] }
        let dataEnd = tail.isEmpty ? (file.count + 511) / 512 * 512 : Int(dataStart)
        file += [UInt8](repeating: 0, count: dataEnd - file.count)
        if !tail.isEmpty { file += tail + [UInt8](repeating: 0, count: Int(Self.block) - tail.count) }
        return file
    }

    /// Where the table of blocks begins.
    private static let tableStart = 512

    /// Version 1.1 of the format.
    private func header(dataStart: UInt32, blocks: UInt32, allocated: UInt32) -> [UInt8] {
        var bytes = Array("<<< Oracle VM VirtualBox Disk Image >>>\n".utf8)
        bytes += [UInt8](repeating: 0, count: 64 - bytes.count)
        bytes += Self.words(0xBEDA_107F, 0x0001_0001)
        // The length of the rest of the header, the type (4 is differencing), flags.
        bytes += Self.words(400, 4, 0)
        bytes += [UInt8](repeating: 0, count: 256)
        bytes += Self.words(UInt32(Self.tableStart), dataStart)
        // A geometry that nobody uses, but for the bytes in a sector.
        bytes += Self.words(0, 0, 0, 512, 0)
        bytes += withUnsafeBytes(of: UInt64(capacity).littleEndian) { Array($0) }
        bytes += Self.words(UInt32(Self.block), 0, blocks, allocated)
        bytes += Self.bytes(of: id) + Self.bytes(of: UUID()) + Self.bytes(of: base)
        bytes += [UInt8](repeating: 0, count: 16)
        return bytes + Self.words(0, 0, 0, 512)
    }

    private static func words(_ words: UInt32...) -> [UInt8] {
        words.flatMap { word in withUnsafeBytes(of: word.littleEndian) { Array($0) } }
    }

    /// A UUID as VirtualBox keeps it: its first three numbers begin with their least byte.
    static func bytes(of id: UUID) -> [UInt8] {
        let bytes = withUnsafeBytes(of: id.uuid) { Array($0) }
        return bytes[0..<4].reversed() + bytes[4..<6].reversed() + bytes[6..<8].reversed() + bytes[8...]
    }
}
