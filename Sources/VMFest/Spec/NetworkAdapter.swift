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
        /// The host-only network of this name, as macOS has it.
        case hostOnlyNetwork(network: String)
        /// A network of this name among machines of the host only.
        case `internal`(network: String)
        /// The NAT network of this name, which machines share.
        case natNetwork(network: String)
        /// What a driver makes of it, for example `UDPTunnel`, with the driver's own properties.
        case generic(driver: String, properties: [String: String])
        /// Nothing: the card is there, without a network.
        case none
    }

    /// The model of a network card.
    public enum Model: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// Intel PRO/1000 MT Desktop; nearly every guest has a driver for it.
        case e1000 = "e1000"
        /// Intel PRO/1000 T Server.
        case e1000Server = "e1000-server"
        /// Intel PRO/1000 MT Server.
        case e1000MTServer = "e1000-mt-server"
        /// Intel 82583V, for newer guests; needs VirtualBox 7.2.
        case e1000e = "e1000e"
        /// The paravirtual card; fast, and Linux has its driver.
        case virtio = "virtio"
        /// AMD PCnet-FAST III, for old guests.
        case pcnet = "pcnet"
        /// AMD PCnet-PCI II.
        case pcnetII = "pcnet-pci-2"
        /// AMD PCnet-ISA.
        case pcnetISA = "pcnet-isa"
        /// Novell NE1000, for very old guests.
        case ne1000 = "ne1000"
        /// Novell NE2000.
        case ne2000 = "ne2000"
        /// Western Digital WD8003.
        case wd8003 = "wd8003"
        /// Western Digital WD8013.
        case wd8013 = "wd8013"
        /// 3Com EtherLink.
        case etherlink = "3c501"
        /// 3Com EtherLink II.
        case etherlinkII = "3c503"
        /// A USB card; needs VirtualBox 7.2.
        case usb = "usb"
    }

    /// What a card gets to see of others' traffic.
    public enum PromiscuousMode: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// Nothing of it.
        case deny
        /// That of other machines in its network.
        case machines
        /// That of the host, too.
        case all
    }

    /// What the card is plugged into.
    ///
    /// Can be changed while the machine runs.
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
    /// Default: yes. Can be changed while the machine runs.
    public var cableConnected: Bool

    /// Whether the guest sees the card; one that it does not see only holds its place in the row.
    ///
    /// Default: yes.
    public var enabled = true

    /// How fast the card says that it is, in kbit/s; nil leaves VirtualBox's choice.
    public var lineSpeed: Int?

    /// What it gets to see of others' traffic; nil leaves VirtualBox's choice, which is nothing.
    ///
    /// Can be changed while the machine runs.
    public var promiscuousMode: PromiscuousMode?

    /// In which order cards are asked for a system, 1 first, up to 4; 0 for the lowest priority.
    public var bootPriority: Int?

    /// The name of the bandwidth group that it belongs to; nil leaves it as it is, empty is none.
    public var bandwidthGroup: String?

    /// How the network behind NAT is; it counts only where the card is attached to that.
    public var nat = NATOptions()

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
