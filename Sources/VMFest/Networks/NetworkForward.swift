//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A port of the host that leads to a port of a machine in a NAT network.
///
/// As a text: `ssh:tcp:127.0.0.1:2222:10.128.0.15:22`, or `ssh:tcp:[::1]:2222:[fd00:10:128::15]:22`.
public struct NetworkForward: Sendable, Hashable {
    /// Its name, unique in the network.
    public var name: String

    /// The protocol.
    public var transport: PortForward.TransportProtocol

    /// The host's address to listen on, of the same version as the machine's; nil for all of that version.
    public var hostAddress: IPAddress?

    /// The host's port, 1 to 65535.
    public var hostPort: Int

    /// The machine's address in the network.
    public var guestAddress: IPAddress

    /// The machine's port, 1 to 65535.
    public var guestPort: Int

    /// A forward from an address of the host, or from all where that is nil.
    public init(
        name: String, transport: PortForward.TransportProtocol = .tcp, hostAddress: IPAddress?, hostPort: Int,
        guestAddress: IPAddress, guestPort: Int
    ) {
        self.name = name
        self.transport = transport
        self.hostAddress = hostAddress
        self.hostPort = hostPort
        self.guestAddress = guestAddress
        self.guestPort = guestPort
    }

    /// A forward from the host's loopback address, which only programs on the host reach.
    public init(
        name: String, transport: PortForward.TransportProtocol = .tcp, hostPort: Int, guestAddress: IPAddress,
        guestPort: Int
    ) {
        self.init(
            name: name, transport: transport, hostAddress: guestAddress.loopback, hostPort: hostPort,
            guestAddress: guestAddress, guestPort: guestPort)
    }

    /// Reads `NAME:tcp|udp:HOST-ADDRESS:HOST-PORT:ADDRESS:PORT`; an empty host's address stands for all.
    ///
    /// Nil for anything else. IPv6 addresses are in brackets; others may be, as VirtualBox writes them.
    public init?(_ text: String) {
        let form = #/([^:]+):([a-z]+):(\[[^\[\]]*\]|[^:\[\]]*):([0-9]+):(\[[^\[\]]*\]|[^:\[\]]*):([0-9]+)/#
        guard let parts = text.wholeMatch(of: form)?.output,
            let transport = PortForward.TransportProtocol(rawValue: String(parts.2)),
            let hostPort = Self.port(parts.4), let guestAddress = IPAddress(Self.bare(parts.5)),
            let guestPort = Self.port(parts.6)
        else { return nil }
        let listening = Self.bare(parts.3)
        let hostAddress = IPAddress(listening)
        guard hostAddress != nil || listening.isEmpty else { return nil }
        self.init(
            name: String(parts.1), transport: transport, hostAddress: hostAddress, hostPort: hostPort,
            guestAddress: guestAddress, guestPort: guestPort)
    }

    private static func bare(_ text: Substring) -> String { text.filter { $0 != "[" && $0 != "]" } }

    private static func port(_ text: Substring) -> Int? {
        Int(text).flatMap { (1...65_535).contains($0) ? $0 : nil }
    }
}

extension NetworkForward: CustomStringConvertible {
    /// The text that is read.
    public var description: String {
        let host = hostAddress.map(Self.part) ?? ""
        return "\(name):\(transport.rawValue):\(host):\(hostPort):\(Self.part(guestAddress)):\(guestPort)"
    }

    private static func part(_ address: IPAddress) -> String { address.isIPv6 ? "[\(address)]" : "\(address)" }
}

extension NetworkForward: Encodable {
    /// Writes the keys `name`, `transport`, `hostPort`, `guestAddress`, `guestPort`, and `hostAddress` where it is one.
    private enum CodingKeys: String, CodingKey {
        case name, transport, hostAddress, hostPort, guestAddress, guestPort
    }
}

extension NetworkForward {
    /// What is wrong with where it leads, in a network that has these addresses; nil for nothing.
    func fault(in subnet: Subnet?, _ ipv6Subnet: IPv6Subnet?) -> String? {
        if let hostAddress, hostAddress.isIPv6 != guestAddress.isIPv6 {
            return "leads from \(hostAddress) to \(guestAddress), of which only one is an IPv6 address"
        }
        switch guestAddress {
        case .v4(let address):
            guard let subnet, !subnet.hosts.contains(address) else { return nil }
            return "leads to \(address), which is not in \(subnet)"
        case .v6(let address):
            guard let ipv6Subnet else { return "leads to \(address), and the network has no IPv6 addresses" }
            return ipv6Subnet.hosts.contains(address) ? nil : "leads to \(address), which is not in \(ipv6Subnet)"
        }
    }

    /// Whether the two can not listen at once: VirtualBox takes an IPv6 port apart from an IPv4 one.
    func contends(with other: Self) -> Bool {
        transport == other.transport && hostPort == other.hostPort && guestAddress.isIPv6 == other.guestAddress.isIPv6
            && (hostAddress == other.hostAddress || hostAddress == nil || other.hostAddress == nil)
    }
}

extension IPv4Address {
    /// 127.0.0.1, which only the host itself reaches.
    public static let loopback = Self(number: 0x7f00_0001)
}
