//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The addresses that a network has: `192.168.56.0/24`.
public struct Subnet: Sendable, Hashable {
    /// Its first address, which no machine has.
    public let base: IPv4Address

    /// How many of an address's 32 bits are the network's: 8 to 29.
    public let prefixLength: Int

    /// The network of an address; nil for a length that is not 8 to 29.
    public init?(containing address: IPv4Address, prefixLength: Int) {
        guard (8...29).contains(prefixLength) else { return nil }
        base = IPv4Address(number: address.number & (UInt32.max << (32 - prefixLength)))
        self.prefixLength = prefixLength
    }

    /// The network of an address and a mask such as `255.255.255.0`; nil for what is no mask of 8 to 29 bits.
    public init?(containing address: IPv4Address, mask: IPv4Address) {
        let length = (~mask.number).leadingZeroBitCount
        guard mask.number == UInt32.max << (32 - length) || length == 32 else { return nil }
        self.init(containing: address, prefixLength: length)
    }

    /// Reads an address, a slash and a length; nil for anything else, also for an address inside of the network.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = IPv4Address(String(parts[0])), let length = Int(parts[1]),
            String(length) == parts[1], let subnet = Self(containing: address, prefixLength: length),
            subnet.base == address
        else { return nil }
        self = subnet
    }

    /// The mask, for example `255.255.255.0`.
    public var mask: IPv4Address { IPv4Address(number: UInt32.max << (32 - prefixLength)) }

    /// The addresses that machines can have: all but the first and the last.
    public var hosts: ClosedRange<IPv4Address> {
        IPv4Address(number: base.number + 1)...IPv4Address(number: (base.number | ~mask.number) - 1)
    }

    /// Whether an address is one of the network.
    public func contains(_ address: IPv4Address) -> Bool { address.number & mask.number == base.number }

    /// Whether all addresses of a network are this one's, too.
    public func contains(_ other: Subnet) -> Bool { prefixLength <= other.prefixLength && contains(other.base) }

    /// Whether the two have addresses in common.
    public func overlaps(_ other: Subnet) -> Bool { contains(other) || other.contains(self) }

    /// The address that is so many after the first.
    func address(_ offset: UInt32) -> IPv4Address { IPv4Address(number: base.number + offset) }
}

extension Subnet: CustomStringConvertible {
    /// The first address and the length.
    public var description: String { "\(base)/\(prefixLength)" }
}

extension Subnet: Codable {
    /// Reads the text `192.168.56.0/24`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let subnet = Self(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(text)' is no network; one looks like 192.168.56.0/24")
        }
        self = subnet
    }

    /// Writes the text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
