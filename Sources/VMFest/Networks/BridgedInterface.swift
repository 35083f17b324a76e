//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A network interface of the host that cards can be bridged to.
///
/// Its JSON has the keys `name`, `up`, `wireless`, `usable`, and where they are known `address`, `subnet` and
/// `hardwareAddress`.
public struct BridgedInterface: Sendable, Hashable {
    /// Its name, as a card of a machine names it.
    public var name: String
    /// Whether it is up.
    public var isUp: Bool
    /// Whether it is wireless, where bridging works for a part of all guests only.
    public var isWireless: Bool
    /// Its address.
    public var address: IPv4Address?
    /// The network that it is in.
    public var subnet: Subnet?
    /// Its hardware address.
    public var hardwareAddress: String?

    /// Whether a machine that is bridged to it can be expected to reach others: it is up and has an address.
    public var isUsable: Bool { isUp && address != nil }
}

extension BridgedInterface: Encodable {
    private enum CodingKeys: String, CodingKey {
        case name, up, wireless, usable, address, subnet, hardwareAddress
    }

    /// Writes the documented keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(isUp, forKey: .up)
        try container.encode(isWireless, forKey: .wireless)
        try container.encode(isUsable, forKey: .usable)
        try container.encodeIfPresent(address, forKey: .address)
        try container.encodeIfPresent(subnet, forKey: .subnet)
        try container.encodeIfPresent(hardwareAddress, forKey: .hardwareAddress)
    }
}
