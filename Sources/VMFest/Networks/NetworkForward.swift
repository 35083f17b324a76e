//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A port of the host that leads to a port of a machine in a NAT network.
///
/// As a text: `ssh:tcp:127.0.0.1:2222:10.128.0.15:22`.
public struct NetworkForward: Sendable, Hashable {
    /// Its name, unique in the network.
    public var name: String

    /// The protocol.
    public var transport: PortForward.TransportProtocol

    /// The host's address to listen on; nil for all.
    public var hostAddress: IPv4Address?

    /// The host's port, 1 to 65535.
    public var hostPort: Int

    /// The machine's address in the network.
    public var guestAddress: IPv4Address

    /// The machine's port, 1 to 65535.
    public var guestPort: Int

    /// A forward.
    public init(
        name: String, transport: PortForward.TransportProtocol = .tcp, hostAddress: IPv4Address? = .loopback,
        hostPort: Int, guestAddress: IPv4Address, guestPort: Int
    ) {
        self.name = name
        self.transport = transport
        self.hostAddress = hostAddress
        self.hostPort = hostPort
        self.guestAddress = guestAddress
        self.guestPort = guestPort
    }

    /// Reads `NAME:tcp|udp:HOST-ADDRESS:HOST-PORT:ADDRESS:PORT`; an empty host's address stands for all.
    ///
    /// Nil for anything else. Addresses may be in brackets, as VirtualBox writes them.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map {
            $0.filter { $0 != "[" && $0 != "]" }
        }
        guard parts.count == 6, !parts[0].isEmpty, let transport = PortForward.TransportProtocol(rawValue: parts[1]),
            let hostPort = Self.port(parts[3]), let guestAddress = IPv4Address(parts[4]),
            let guestPort = Self.port(parts[5])
        else { return nil }
        let hostAddress = IPv4Address(parts[2])
        guard hostAddress != nil || parts[2].isEmpty else { return nil }
        self.init(
            name: parts[0], transport: transport, hostAddress: hostAddress, hostPort: hostPort,
            guestAddress: guestAddress, guestPort: guestPort)
    }

    private static func port(_ text: String) -> Int? {
        Int(text).flatMap { (1...65_535).contains($0) ? $0 : nil }
    }
}

extension NetworkForward: CustomStringConvertible {
    /// The text that is read.
    public var description: String {
        "\(name):\(transport.rawValue):\(hostAddress.map { "\($0)" } ?? ""):\(hostPort):\(guestAddress):\(guestPort)"
    }
}

extension NetworkForward: Encodable {
    /// Writes the keys `name`, `transport`, `hostPort`, `guestAddress`, `guestPort`, and `hostAddress` where it is one.
    private enum CodingKeys: String, CodingKey {
        case name, transport, hostAddress, hostPort, guestAddress, guestPort
    }
}

extension IPv4Address {
    /// 127.0.0.1, which only the host itself reaches.
    public static let loopback = Self(number: 0x7f00_0001)
}
