//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A port of the host that leads to a port of a guest behind NAT.
public struct PortForward: Sendable, Hashable {
    /// The transport protocol of a forward.
    public enum TransportProtocol: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// TCP.
        case tcp
        /// UDP.
        case udp
    }

    /// The forward's name, unique in its card.
    ///
    /// Nil makes one of the protocol and the host's port: `tcp-8080`.
    public var name: String?

    /// The protocol.
    ///
    /// Default: TCP.
    public var transport: TransportProtocol

    /// The host's address to listen on.
    ///
    /// Default: `127.0.0.1`, which only programs on the host reach; empty for all. Here and in the guest it is IPv4: only NAT
    /// networks forward IPv6, see ``NetworkForward``.
    public var hostAddress: String

    /// The host's port, 1 to 65535, or 0 for any that is free.
    ///
    /// It is chosen, and reserved for the machine, when the machine is made; ``Machine/endpoints()`` tells it.
    public var hostPort: Int

    /// The guest's port, 1 to 65535.
    public var guestPort: Int

    /// The guest's address in its private network; empty for the one that VirtualBox's DHCP server gives to it.
    ///
    /// Default: empty.
    public var guestAddress: String

    /// A forward from a host's port to a guest's.
    public init(
        name: String? = nil,
        transport: TransportProtocol = .tcp,
        hostAddress: String = "127.0.0.1",
        hostPort: Int,
        guestAddress: String = "",
        guestPort: Int
    ) {
        self.name = name
        self.transport = transport
        self.hostAddress = hostAddress
        self.hostPort = hostPort
        self.guestAddress = guestAddress
        self.guestPort = guestPort
    }

    /// Whether any free port of the host will do.
    var takesAnyPort: Bool { hostPort == 0 }

    /// The name that VirtualBox gets, once the host's port is known.
    var effectiveName: String { name ?? "\(transport.rawValue)-\(hostPort)" }
}

extension PortForward: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, transport, hostAddress, hostPort, guestAddress, guestPort
    }

    /// Reads `hostPort` and `guestPort`, and where given `name`, `transport`, `hostAddress` and `guestAddress`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        let hostPort = try container.decode(Int.self, forKey: .hostPort)
        self.init(hostPort: hostPort, guestPort: try container.decode(Int.self, forKey: .guestPort))
        name = try container.decodeIfPresent(String.self, forKey: .name)
        transport = try container.decode(.transport, default: transport)
        hostAddress = try container.decode(.hostAddress, default: hostAddress)
        guestAddress = try container.decode(.guestAddress, default: "")
    }

    /// Writes a forward in the shape that is read.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(name, forKey: .name)
        try container.encode(transport, forKey: .transport)
        try container.encode(hostAddress, forKey: .hostAddress)
        try container.encode(hostPort, forKey: .hostPort)
        try container.encode(guestAddress, .guestAddress, unless: "")
        try container.encode(guestPort, forKey: .guestPort)
    }
}
