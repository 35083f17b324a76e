//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The first sector of a disk that the firmware boots: what the tests' smallest guests consist of.
enum BootSector {
    /// - Parameters:
    ///   - code: what runs first, at 0x7C00.
    ///   - data: what the code finds at 0x7D00.
    static func bytes(_ code: [UInt8], data: [UInt8] = []) -> [UInt8] {
        var sector = code + [UInt8](repeating: 0, count: 512 - code.count)
        sector.replaceSubrange(0x100..<0x100 + data.count, with: data)
        sector.replaceSubrange(510..<512, with: [0x55, 0xAA])
        return sector
    }
}
