//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Bytes of a disc in the making, with the ways in which ISO 9660 writes numbers and texts.
struct DiscBytes: Sendable {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ more: some Sequence<UInt8>) { bytes += more }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    /// A number, least significant byte first.
    mutating func little<Number: FixedWidthInteger>(_ value: Number) {
        for shift in stride(from: 0, to: Number.bitWidth, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    /// A number, most significant byte first.
    mutating func big<Number: FixedWidthInteger>(_ value: Number) { little(value.byteSwapped) }

    /// A number both ways, one after the other.
    mutating func both<Number: FixedWidthInteger>(_ value: Number) {
        little(value)
        big(value)
    }

    /// A text filled up with spaces.
    mutating func text(_ text: String, _ count: Int) {
        append(Array(text.utf8).prefix(count))
        append(repeatElement(0x20, count: max(0, count - text.utf8.count)))
    }

    /// A text in two-byte letters, filled up with spaces; the count is one of bytes.
    mutating func wideText(_ text: String, _ count: Int) {
        let letters = text.utf16.prefix(count / 2)
        for letter in letters { big(letter) }
        for _ in letters.count..<(count / 2) { big(UInt16(0x20)) }
        if count % 2 != 0 { append(0) }
    }

    mutating func zeros(_ count: Int) { append(repeatElement(0, count: count)) }

    /// Zeros up to a place, or up to the end of the last sector.
    mutating func fill(to end: Int? = nil) {
        let sector = DiscImage.sector
        zeros(max(0, (end ?? (bytes.count + sector - 1) / sector * sector) - bytes.count))
    }
}
