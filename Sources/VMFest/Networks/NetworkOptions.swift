//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// How a network is to be made.
public struct NetworkOptions: Sendable, Hashable {
    /// Its addresses; nil for a free range, which the host's own networks do not use either.
    public var subnet: Subnet?

    /// Its IPv6 addresses besides, of a NAT network only; nil for none.
    ///
    /// Machines give themselves an address in it. VirtualBox does not announce a way out for them.
    public var ipv6Subnet: IPv6Subnet?

    /// Whether addresses are handed out.
    public var hasDHCP: Bool

    /// Ports of the host that lead into it; for NAT networks only.
    public var forwards: [NetworkForward]

    /// Options; without any, addresses are chosen and handed out.
    public init(
        subnet: Subnet? = nil, ipv6Subnet: IPv6Subnet? = nil, hasDHCP: Bool = true, forwards: [NetworkForward] = []
    ) {
        self.subnet = subnet
        self.ipv6Subnet = ipv6Subnet
        self.hasDHCP = hasDHCP
        self.forwards = forwards
    }
}
