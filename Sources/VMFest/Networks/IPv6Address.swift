//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// An address of the Internet Protocol, version 6: `fd00:10:128::15`.
public struct IPv6Address: Sendable, Hashable {
    /// Its first eight bytes as one number: the network's, where that has 64 bits.
    public let high: UInt64

    /// Its last eight bytes as one number.
    public let low: UInt64

    /// An address by its two halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads eight groups of one to four hexadecimal digits, of which `::` stands for one run of zeros, and the last two of
    /// which may be written as an IPv4 address; nil for anything else, also for an address with a zone.
    public init?(_ text: String) {
        let gaps = text.ranges(of: "::")
        guard gaps.count < 2 else { return nil }
        let head = text[..<(gaps.first?.lowerBound ?? text.startIndex)]
        let tail = text[(gaps.first?.upperBound ?? text.startIndex)...]
        guard let left = Self.groups(head, endsAddress: false), let right = Self.groups(tail, endsAddress: true)
        else { return nil }
        let missing = 8 - left.count - right.count
        guard gaps.isEmpty ? missing == 0 : missing > 0 else { return nil }
        let groups = left + Array(repeating: 0, count: missing) + right
        func half(_ groups: ArraySlice<UInt64>) -> UInt64 { groups.reduce(0) { $0 << 16 | $1 } }
        self.init(high: half(groups[..<4]), low: half(groups[4...]))
    }

    private static func groups(_ text: Substring, endsAddress: Bool) -> [UInt64]? {
        guard !text.isEmpty else { return [] }
        var words = text.split(separator: ":", omittingEmptySubsequences: false)
        var last: [UInt64] = []
        if endsAddress, let word = words.last, word.contains(".") {
            guard let address = IPv4Address(String(word)) else { return nil }
            last = [UInt64(address.number >> 16), UInt64(address.number & 0xffff)]
            words.removeLast()
        }
        var groups: [UInt64] = []
        for word in words {
            guard (1...4).contains(word.utf8.count), word.allSatisfy({ $0.isASCII && $0.isHexDigit }),
                let group = UInt64(word, radix: 16)
            else { return nil }
            groups.append(group)
        }
        return groups + last
    }

    /// Whether it is one that a card gives itself, of fe80::/10.
    var isLinkLocal: Bool { high >> 54 == 0x3fa }

    private var groups: [UInt64] {
        [high, low].flatMap { half in stride(from: 48, through: 0, by: -16).map { half >> $0 & 0xffff } }
    }
}

extension IPv6Address: Comparable {
    /// The lower number comes first.
    public static func < (left: Self, right: Self) -> Bool { (left.high, left.low) < (right.high, right.low) }
}

extension IPv6Address: CustomStringConvertible {
    /// The short form that RFC 5952 recommends: small letters, and `::` in place of the longest run of zeros.
    public var description: String {
        let groups = groups
        var gap = 0..<0
        var start = 0
        for end in 1...groups.count {
            if groups[end - 1] != 0 { start = end }
            if end - start > max(gap.count, 1) { gap = start..<end }
        }
        func text(_ part: ArraySlice<UInt64>) -> String {
            part.map { String($0, radix: 16) }.joined(separator: ":")
        }
        return gap.isEmpty
            ? text(groups[...]) : "\(text(groups[..<gap.lowerBound]))::\(text(groups[gap.upperBound...]))"
    }
}

extension IPv6Address: Encodable {
    /// Writes the short form as a text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
