//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// An address of the Internet Protocol, of either version.
public enum IPAddress: Sendable, Hashable {
    /// One of version 4: `10.128.0.15`.
    case v4(IPv4Address)
    /// One of version 6: `fd00:10:128::15`.
    case v6(IPv6Address)

    /// Reads an address of either version; nil for anything else.
    public init?(_ text: String) {
        if let address = IPv4Address(text) {
            self = .v4(address)
        } else if let address = IPv6Address(text) {
            self = .v6(address)
        } else {
            return nil
        }
    }

    /// Whether it is of version 6.
    public var isIPv6: Bool {
        switch self {
        case .v4: false
        case .v6: true
        }
    }

    /// The address of the same version that only the host itself reaches: `127.0.0.1` or `::1`.
    public var loopback: Self { isIPv6 ? .v6(IPv6Address(high: 0, low: 1)) : .v4(.loopback) }
}

extension IPAddress: CustomStringConvertible {
    /// The text that is read.
    public var description: String {
        switch self {
        case .v4(let address): "\(address)"
        case .v6(let address): "\(address)"
        }
    }
}

extension IPAddress: Encodable {
    /// Writes a text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
