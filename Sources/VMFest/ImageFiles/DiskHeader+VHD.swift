//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension DiskHeader {
    /// Microsoft's VHD: a footer, which dynamic disks repeat at the beginning.
    static func vhd(_ head: [UInt8], _ file: some RandomAccess) throws -> DiskHeader? {
        let isDynamic = head.has("conectix")
        let footer = isDynamic ? head : try file.bytes(at: file.size - 512, count: 512)
        guard footer.has("conectix"), footer.count >= 512 else { return nil }
        let capacity = bytes(footer.big(UInt64.self, at: 48))
        switch footer.big(UInt32.self, at: 60) {
        case 2 where isDynamic, 3 where !isDynamic: throw VMFestError(.badImage, "is a VHD disk that is cut off")
        case 2 where capacity.map({ $0 > file.size - 512 }) ?? true:
            throw VMFestError(.badImage, "is a VHD disk that is shorter than it says")
        case 2, 3: return DiskHeader(format: .vhd, capacity: capacity)
        case 4: throw isDifference(.vhd)
        default: throw VMFestError(.badImage, "is a damaged VHD disk: it does not say what kind it is")
        }
    }

    /// Microsoft's VHDX: a table of regions, one of which has a table of facts.
    static func vhdx(_ head: [UInt8], _ file: some RandomAccess) throws -> DiskHeader? {
        guard head.has("vhdxfile") else { return nil }
        var header = DiskHeader(format: .vhdx)
        guard let region = try metadataRegion(file) else { return header }
        let table = try file.bytes(at: region, count: 1 << 16)
        guard table.has("metadata") else { return header }
        for index in 0..<Int(min(table.little(UInt16.self, at: 10) ?? 0, 2047)) {
            let entry = 32 + 32 * index
            guard let offset = table.little(UInt32.self, at: entry + 16) else { break }
            // The region's offset is below 2⁶², so this can not overflow.
            let item = try file.bytes(at: region + Int64(offset), count: 8)
            if table.has(virtualDiskSize, at: entry) { header.capacity = bytes(item.little(UInt64.self, at: 0)) }
            if table.has(fileParameters, at: entry), (item.little(UInt32.self, at: 4) ?? 0) & 2 != 0 {
                throw isDifference(.vhdx)
            }
        }
        return header
    }

    /// Where the table of facts is.
    private static func metadataRegion(_ file: some RandomAccess) throws -> Int64? {
        let table = try file.bytes(at: 192 << 10, count: 1 << 16)
        guard table.has("regi") else { return nil }
        for index in 0..<Int(min(table.little(UInt32.self, at: 8) ?? 0, 2047)) {
            let entry = 16 + 32 * index
            guard table.has(metadata, at: entry) else { continue }
            return table.little(UInt64.self, at: entry + 16).flatMap { $0 < 1 << 62 ? Int64($0) : nil }
        }
        return nil
    }

    // 8b7ca206-4790-4b9a-b8fe-575f050f886e
    private static let metadata: [UInt8] = [
        0x06, 0xA2, 0x7C, 0x8B, 0x90, 0x47, 0x9A, 0x4B, 0xB8, 0xFE, 0x57, 0x5F, 0x05, 0x0F, 0x88, 0x6E,
    ]
    // 2fa54224-cd1b-4876-b211-5dbed83bf4b8
    private static let virtualDiskSize: [UInt8] = [
        0x24, 0x42, 0xA5, 0x2F, 0x1B, 0xCD, 0x76, 0x48, 0xB2, 0x11, 0x5D, 0xBE, 0xD8, 0x3B, 0xF4, 0xB8,
    ]
    // caa16737-fa36-4d43-b3b6-33f0aa44e76b
    private static let fileParameters: [UInt8] = [
        0x37, 0x67, 0xA1, 0xCA, 0x36, 0xFA, 0x43, 0x4D, 0xB3, 0xB6, 0x33, 0xF0, 0xAA, 0x44, 0xE7, 0x6B,
    ]
}
