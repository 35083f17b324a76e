//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Bytes that can be read anywhere; reading may block.
protocol RandomAccess {
    /// The number of bytes that there are.
    var size: Int64 { get }

    /// The bytes at an offset; fewer, or none, where they end before.
    func bytes(at offset: Int64, count: Int) throws -> [UInt8]
}

extension [UInt8]: RandomAccess {
    var size: Int64 { Int64(count) }

    func bytes(at offset: Int64, count: Int) -> [UInt8] {
        guard offset >= 0, offset < size, count > 0 else { return [] }
        return Array(self[Int(offset)...].prefix(count))
    }

    /// Whether these bytes stand at an offset.
    func has(_ expected: StaticString, at offset: Int = 0) -> Bool {
        guard offset <= count else { return false }
        return expected.withUTF8Buffer { self[offset...].starts(with: $0) }
    }

    /// Whether these bytes stand at an offset.
    func has(_ expected: [UInt8], at offset: Int = 0) -> Bool {
        offset <= count && self[offset...].starts(with: expected)
    }

    /// The number at an offset, least significant byte first; nil where the bytes end before.
    func little<Number: FixedWidthInteger>(_ type: Number.Type, at offset: Int) -> Number? {
        big(type, at: offset)?.byteSwapped
    }

    /// The number at an offset, most significant byte first; nil where the bytes end before.
    func big<Number: FixedWidthInteger>(_: Number.Type, at offset: Int) -> Number? {
        let width = Number.bitWidth / 8
        guard offset >= 0, offset <= count - width else { return nil }
        return self[offset..<(offset + width)].reduce(0) { ($0 << 8) | Number(truncatingIfNeeded: $1) }
    }
}
