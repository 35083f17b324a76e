//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A machine's network card and what it is plugged into.
public struct NetworkAdapter: Sendable, Hashable {
    /// What a network card is plugged into.
    public enum Attachment: Sendable, Hashable {
        /// A private network of the machine's own, from which it reaches what the host reaches. Forwards lead in.
        case nat(forwards: [PortForward])
        /// The network that this interface of the host is in.
        case bridged(interface: String)
        /// The network between the host and its machines that this interface of the host is in.
        case hostOnly(interface: String)
        /// A network of this name among machines of the host only.
        case `internal`(network: String)
        /// Nothing: the card is there, without a network.
        case none
    }

    /// The model of a network card.
    public enum Model: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// Intel PRO/1000 MT Desktop; nearly every guest has a driver for it.
        case e1000 = "e1000"
        /// Intel PRO/1000 T Server.
        case e1000Server = "e1000-server"
        /// The paravirtual card; fast, and Linux has its driver.
        case virtio = "virtio"
        /// AMD PCnet-FAST III, for old guests.
        case pcnet = "pcnet"
    }

    /// What the card is plugged into.
    public var attachment: Attachment

    /// The model.
    ///
    /// Default: ``Model-swift.enum/e1000``.
    public var model: Model

    /// The hardware address: 12 hexadecimal digits, separators optional.
    ///
    /// Nil lets VirtualBox choose one.
    public var macAddress: String?

    /// Whether the cable is plugged in.
    ///
    /// Default: yes.
    public var cableConnected: Bool

    /// A card.
    public init(
        _ attachment: Attachment, model: Model = .e1000, macAddress: String? = nil, cableConnected: Bool = true
    ) {
        self.attachment = attachment
        self.model = model
        self.macAddress = macAddress
        self.cableConnected = cableConnected
    }

    /// A card behind NAT, with ports of the host that lead to ports of the guest.
    public static func nat(forwards: [PortForward] = []) -> Self { Self(.nat(forwards: forwards)) }

    /// A card in the network of a host's interface, for example `eth0`.
    public static func bridged(_ interface: String) -> Self { Self(.bridged(interface: interface)) }

    /// A card in a host-only network, for example that of `vboxnet0`.
    public static func hostOnly(_ interface: String) -> Self { Self(.hostOnly(interface: interface)) }

    /// A card in a network among machines only.
    public static func `internal`(_ network: String) -> Self { Self(.internal(network: network)) }

    /// A card without a network.
    public static var unplugged: Self { Self(.none) }
}
