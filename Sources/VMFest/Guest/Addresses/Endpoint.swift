//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// An address of a machine's guest, or a port of the host that leads to it, and how it is known.
///
/// Its JSON has the keys `address`, `source`, `adapter` and `reachable`, and for a forward `port`, `guestPort` and
/// `transport`.
public struct Endpoint: Sendable, Hashable {
    /// How an address is known.
    public enum Source: String, Sendable, Hashable, Codable, CaseIterable {
        /// The Guest Additions report it as a guest property, for the card with this hardware address.
        case guestAdditions = "guest-additions"
        /// VirtualBox's DHCP server of the card's network gave it to this hardware address.
        case lease = "dhcp-lease"
        /// A port of the host leads to a port of the guest.
        case forward
    }

    /// A port of the host, and the port of the guest that it leads to.
    public struct Forward: Sendable, Hashable {
        /// TCP or UDP.
        public var transport: PortForward.TransportProtocol

        /// The port of ``Endpoint/address``.
        public var port: Int

        /// The port that the guest listens at.
        public var guestPort: Int
    }

    /// A numeric address; of a forward, the one at which the host listens, as this computer reaches it.
    public var address: String

    /// How it is known.
    public var source: Source

    /// The ports; nil for an address of the guest's own.
    public var forward: Forward?

    /// Which of the machine's network cards, from 0.
    public var adapter: Int

    /// Whether this computer can reach it, as far as the kind of network tells.
    public var isReachable: Bool
}

extension Endpoint: Encodable {
    private enum CodingKeys: String, CodingKey {
        case address, source, adapter, reachable, port, guestPort, transport
    }

    /// Writes the documented keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(address, forKey: .address)
        try container.encode(source, forKey: .source)
        try container.encode(adapter, forKey: .adapter)
        try container.encode(isReachable, forKey: .reachable)
        try container.encodeIfPresent(forward?.port, forKey: .port)
        try container.encodeIfPresent(forward?.guestPort, forKey: .guestPort)
        try container.encodeIfPresent(forward?.transport, forKey: .transport)
    }
}
