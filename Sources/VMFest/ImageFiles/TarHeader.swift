//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The header of a member of a tar archive: 512 bytes in the formats of ustar, GNU, pax and before.
struct TarHeader: Sendable, Hashable {
    /// What the member is.
    enum Kind: Sendable, Hashable {
        case file
        case folder
        /// GNU: the content is the name of the next member.
        case longName
        /// GNU: the content is where the next member, a link, leads.
        case longLink
        /// pax: the content is about the next member.
        case records
        /// pax: the content is about all that follow.
        case commonRecords
        /// A link, a device, a pipe, a file with holes, or what nobody knows.
        case other(String)
    }

    var kind: Kind
    var name: [UInt8]

    /// The length of the content in bytes.
    var size: Int64

    /// How long a header is, and what lengths are rounded up to.
    static let length = 512

    /// Whether bytes begin with a header.
    static func isOne(_ bytes: [UInt8]) -> Bool {
        bytes.count >= length && bytes.first != 0 && hasChecksum(bytes[..<(bytes.startIndex + length)])
    }

    /// Reads a header; nil if its checksum is not right.
    init?(_ bytes: ArraySlice<UInt8>) throws {
        let bytes = Array(bytes)
        guard bytes.count == Self.length, Self.hasChecksum(bytes[...]) else { return nil }
        guard let size = Self.number(bytes[124..<136]), size >= 0 else {
            throw VMFestError(.badImage, "is a damaged archive: the size of a file in it is no number")
        }
        kind = Self.kind(bytes[156])
        name = Array(bytes[..<100].prefix { $0 != 0 })
        // GNU's own format has other things in the place of the prefix.
        if bytes.has("ustar\0", at: 257), bytes[345] != 0 {
            name = bytes[345..<500].prefix { $0 != 0 } + [UInt8(ascii: "/")] + name
        }
        self.size = size
    }

    private static func kind(_ flag: UInt8) -> Kind {
        switch flag {
        case UInt8(ascii: "0"), 0, UInt8(ascii: "7"): .file
        case UInt8(ascii: "5"): .folder
        case UInt8(ascii: "L"): .longName
        case UInt8(ascii: "K"): .longLink
        case UInt8(ascii: "x"): .records
        case UInt8(ascii: "g"): .commonRecords
        case UInt8(ascii: "1"), UInt8(ascii: "2"): .other("a link")
        case UInt8(ascii: "3"), UInt8(ascii: "4"): .other("a device")
        case UInt8(ascii: "6"): .other("a pipe")
        case UInt8(ascii: "S"): .other("a file with holes, as GNU tar writes them")
        default: .other("something unknown")
        }
    }

    /// The sum of all bytes, blanks in its own place; some programs took bytes for signed numbers.
    private static func hasChecksum(_ bytes: ArraySlice<UInt8>) -> Bool {
        let start = bytes.startIndex
        guard let expected = number(bytes[(start + 148)..<(start + 156)]) else { return false }
        var sums: (unsigned: Int64, signed: Int64) = (0, 0)
        for (index, byte) in bytes.enumerated() {
            let counted = (148..<156).contains(index) ? UInt8(ascii: " ") : byte
            sums.unsigned += Int64(counted)
            sums.signed += Int64(Int8(bitPattern: counted))
        }
        return expected == sums.unsigned || expected == sums.signed
    }

    /// Octal digits between blanks, or a binary number after a byte of 0x80; nil for anything else.
    private static func number(_ field: ArraySlice<UInt8>) -> Int64? {
        if field.first == 0x80 {
            let digits = field.dropFirst().drop { $0 == 0 }
            guard digits.count < 8 else { return nil }
            return digits.reduce(0) { $0 << 8 | Int64($1) }
        }
        let text = field.drop { $0 == UInt8(ascii: " ") }.prefix { $0 != 0 && $0 != UInt8(ascii: " ") }
        guard !text.isEmpty else { return nil }
        return text.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
            ? Int64(String(decoding: text, as: UTF8.self), radix: 8) : nil
    }
}
