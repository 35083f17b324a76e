//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A network interface of a host.
///
/// Its JSON has the keys `name`, `shortName`, `id`, `kind`, `usable`, `wireless`, `medium`, `usesDHCP` and `network`, and
/// where they are known `up`, `address`, `mask`, `subnet`, `ipv6Address`, `ipv6PrefixLength` and `hardwareAddress`.
public struct HostInterface: Sendable, Hashable {
    /// What an interface is for.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// A card of the host, which machines can share: theirs can be bridged to it.
        case bridged
        /// One that VirtualBox made, which leads to machines only: a private network is behind it.
        case hostOnly = "host-only"
        /// Of another kind.
        case other
    }

    /// Its name, as a card of a machine names it.
    public var name: String
    /// The operating system's name for it.
    public var shortName: String
    /// VirtualBox's UUID of it.
    public var id: String
    /// What it is for.
    public var kind: Kind
    /// Whether it is up; nil where that is not known.
    public var isUp: Bool?
    /// Whether it is wireless, where bridging works for a part of all guests only.
    public var isWireless: Bool
    /// The medium, in VirtualBox's words: `Ethernet`, `PPP`, `SLIP` or `Unknown`.
    public var medium: String
    /// Whether its address comes from a DHCP server.
    public var usesDHCP: Bool
    /// Its IPv4 address; nil where it has none.
    public var address: IPv4Address?
    /// The mask of its IPv4 address, for example `255.255.255.0`; nil where it has none.
    public var mask: IPv4Address?
    /// Its IPv6 address; nil where it has none.
    public var ipv6Address: IPv6Address?
    /// How many bits of its IPv6 address are the network's, 0 to 128; nil where it has none.
    public var ipv6PrefixLength: Int?
    /// Its hardware address; nil where it has none.
    public var hardwareAddress: String?
    /// VirtualBox's own name of the network behind it, for example `HostInterfaceNetworking-eth0`.
    public var network: String

    /// The IPv4 network that it is in; nil where it has no address, or is alone with one other behind its mask.
    public var subnet: Subnet? {
        guard let address, let mask else { return nil }
        return Subnet(containing: address, mask: mask)
    }

    /// Whether a machine that is bridged to it can be expected to reach others: it is a card of the host, is up and has an
    /// address that is not link-local.
    public var isUsable: Bool {
        kind == .bridged && isUp == true && (address != nil || ipv6Address.map { !$0.isLinkLocal } ?? false)
    }
}

extension HostInterface: Encodable {
    private enum CodingKeys: String, CodingKey {
        case name, shortName, id, kind, up, usable, wireless, medium, usesDHCP, address, mask, subnet, ipv6Address
        case ipv6PrefixLength, hardwareAddress, network
    }

    /// Writes the documented keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(shortName, forKey: .shortName)
        try container.encode(id, forKey: .id)
        try container.encode(kind, forKey: .kind)
        try container.encodeIfPresent(isUp, forKey: .up)
        try container.encode(isUsable, forKey: .usable)
        try container.encode(isWireless, forKey: .wireless)
        try container.encode(medium, forKey: .medium)
        try container.encode(usesDHCP, forKey: .usesDHCP)
        try container.encodeIfPresent(address, forKey: .address)
        try container.encodeIfPresent(mask, forKey: .mask)
        try container.encodeIfPresent(subnet, forKey: .subnet)
        try container.encodeIfPresent(ipv6Address, forKey: .ipv6Address)
        try container.encodeIfPresent(ipv6PrefixLength, forKey: .ipv6PrefixLength)
        try container.encodeIfPresent(hardwareAddress, forKey: .hardwareAddress)
        try container.encode(network, forKey: .network)
    }
}
