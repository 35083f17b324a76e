//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The IPv6 addresses that a network has: `fd00:10:128::/64`.
///
/// Each address has the first 64 bits in common with all others; VirtualBox has no networks of another length.
public struct IPv6Subnet: Sendable, Hashable {
    /// The first 64 bits of its addresses.
    public let prefix: UInt64

    /// The network of an address; nil for an address that no network of machines can have: it is of 2000::/3 or fc00::/7.
    public init?(containing address: IPv6Address) {
        guard address.high >> 61 == 1 || address.high >> 57 == 0x7e else { return nil }
        prefix = address.high
    }

    /// Reads its first address and `/64`; nil for anything else, also for an address inside of the network.
    public init?(_ text: String) {
        guard text.hasSuffix("/64"), let address = IPv6Address(String(text.dropLast(3))), address.low == 0,
            let subnet = Self(containing: address)
        else { return nil }
        self = subnet
    }

    /// The addresses that machines can have: all but the first, which stands for all ways out, and the second, which is the
    /// way out.
    public var hosts: ClosedRange<IPv6Address> {
        IPv6Address(high: prefix, low: 2)...IPv6Address(high: prefix, low: .max)
    }
}

extension IPv6Subnet: CustomStringConvertible {
    /// The first address and the length.
    public var description: String { "\(IPv6Address(high: prefix, low: 0))/64" }
}

extension IPv6Subnet: Encodable {
    /// Writes the text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
