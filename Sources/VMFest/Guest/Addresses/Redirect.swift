//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A port forward as VirtualBox lists it: `name,protocol,hostIP,hostPort,guestIP,guestPort`.
struct Redirect: Sendable, Hashable {
    let transport: PortForward.TransportProtocol
    /// Empty for all addresses of the host.
    let hostAddress: String
    let hostPort: Int
    let guestPort: Int

    /// Reads one; nil for what is none.
    ///
    /// Only the name can hold a comma. An IPv6 address, which others may have given it, counts for nothing: VirtualBox listens
    /// at all IPv4 addresses instead, and leads to the address that its DHCP server gives.
    init?(_ text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).suffix(5).map(String.init)
        guard parts.count == 5, let port = Int(parts[2]), let guestPort = Int(parts[4]) else { return nil }
        switch parts[0] {
        case "0": transport = .udp
        case "1": transport = .tcp
        default: return nil
        }
        hostAddress = Self.effective(parts[1])
        hostPort = port
        self.guestPort = guestPort
    }

    /// An address as VirtualBox takes it; empty for none.
    static func effective(_ address: String) -> String { IPv6Address(address) == nil ? address : "" }

    /// Whether only programs on the host itself reach it.
    var isLocal: Bool { hostAddress.hasPrefix("127.") }

    /// Whether it listens at all addresses of the host.
    var isOpen: Bool { ["", "0.0.0.0"].contains(hostAddress) }

    /// It as this computer reaches it.
    ///
    /// - Parameters:
    ///   - host: the name or address of the host; nil when it is this computer.
    ///   - adapter: the number of the card that it is of.
    func endpoint(host: String?, adapter: Int) -> Endpoint {
        let address = isOpen ? host ?? "127.0.0.1" : hostAddress
        return Endpoint(
            address: address, source: .forward,
            forward: .init(transport: transport, port: hostPort, guestPort: guestPort), adapter: adapter,
            isReachable: host == nil || !isLocal)
    }
}
