//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// An address of the Internet Protocol, version 4: `192.168.56.1`.
public struct IPv4Address: Sendable, Hashable {
    /// Its four bytes as one number, the first byte the most significant.
    public let number: UInt32

    /// An address by its number.
    public init(number: UInt32) { self.number = number }

    /// Reads four decimal numbers, each 0 to 255 and without needless zeros; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var number: UInt32 = 0
        for part in parts {
            guard let byte = UInt8(part), String(byte) == part else { return nil }
            number = number << 8 | UInt32(byte)
        }
        self.number = number
    }
}

extension IPv4Address: Comparable {
    /// The lower number comes first.
    public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

extension IPv4Address: CustomStringConvertible {
    /// The four numbers.
    public var description: String {
        stride(from: 24, through: 0, by: -8).map { String(number >> $0 & 255) }.joined(separator: ".")
    }
}

extension IPv4Address: Codable {
    /// Reads the four numbers as a text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let address = Self(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(text)' is no address; one looks like 192.168.56.1")
        }
        self = address
    }

    /// Writes the four numbers as a text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
