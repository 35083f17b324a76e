//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A network that the machines of a host can share.
///
/// Its JSON has the keys `name`, `kind`, `network`, `managed`, `enabled`, `forwards`, and where they are known `subnet`,
/// `ipv6Subnet`, `hostAddress` and `dhcp`.
public struct Network: Sendable, Hashable {
    /// What a network's machines reach.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// Each other, and what the host reaches; from outside, what forwards lead to. VirtualBox's NAT network.
        case nat
        /// Each other and the host. VirtualBox's host-only interface, or on macOS its host-only network.
        case `private`
        /// Each other only. VirtualBox's internal network.
        case `internal`
    }

    /// Its name.
    ///
    /// VirtualBox names host-only interfaces itself; those that VMFest made have the name that was asked for.
    public var name: String

    /// What its machines reach.
    public var kind: Kind

    /// What a card of a machine names to be in it: for a host-only interface that, for example `vboxnet0`; else the name.
    public var cardName: String

    /// Its addresses; nil for an internal network without a DHCP server, and where the host has not chosen.
    public var subnet: Subnet?

    /// The IPv6 addresses of a NAT network; nil where it has none.
    public var ipv6Subnet: IPv6Subnet?

    /// The address of the host in it: the way out of a NAT network; nil in an internal one.
    public var hostAddress: IPv4Address?

    /// Who hands out addresses; nil for nobody.
    public var dhcp: DHCP?

    /// The ports of the host that lead into a NAT network, by name.
    public var forwards: [NetworkForward] = []

    /// Whether machines can use it; a disabled NAT network is not started.
    public var isEnabled = true

    /// Whether VMFest made it.
    ///
    /// Only such a network is changed and removed.
    public var isManaged: Bool

    /// The part of a network that hands out addresses.
    public struct DHCP: Sendable, Hashable, Encodable {
        /// The server's own address; nil where VirtualBox chooses it.
        public var server: IPv4Address?
        /// The first and the last address that are handed out; nil where VirtualBox chooses them.
        public var range: ClosedRange<IPv4Address>?
        /// The addresses that are kept for cards, by hardware address: `08:00:27:0a:0b:0c`.
        public var fixed: [String: IPv4Address] = [:]

        private enum CodingKeys: String, CodingKey {
            case server, from, to, fixed
        }

        /// Writes the keys `server`, `from` and `to` where they are known, and `fixed`.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encodeIfPresent(server, forKey: .server)
            try container.encodeIfPresent(range?.lowerBound, forKey: .from)
            try container.encodeIfPresent(range?.upperBound, forKey: .to)
            try container.encode(fixed, forKey: .fixed)
        }
    }
}

extension Network: Encodable {
    private enum CodingKeys: String, CodingKey {
        case name, kind, network, subnet, ipv6Subnet, hostAddress, dhcp, forwards, enabled, managed
    }

    /// Writes the documented keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(kind, forKey: .kind)
        try container.encode(cardName, forKey: .network)
        try container.encodeIfPresent(subnet, forKey: .subnet)
        try container.encodeIfPresent(ipv6Subnet, forKey: .ipv6Subnet)
        try container.encodeIfPresent(hostAddress, forKey: .hostAddress)
        try container.encodeIfPresent(dhcp, forKey: .dhcp)
        try container.encode(forwards, forKey: .forwards)
        try container.encode(isEnabled, forKey: .enabled)
        try container.encode(isManaged, forKey: .managed)
    }
}
