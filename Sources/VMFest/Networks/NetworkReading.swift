//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Makes networks of what VirtualBox has in four different forms.
struct NetworkReading: Sendable {
    /// What is noted of VMFest's own, by name.
    let marks: [String: NetworkCatalogue.Mark]

    /// The DHCP servers, by VirtualBox's own names of their networks.
    let servers: [String: DHCPServer]

    func network(of remote: NATNetwork) async throws -> Network {
        async let name = remote.getNetworkName()
        async let text = remote.getNetwork()
        async let gateway = remote.getGateway()
        async let isEnabled = remote.getEnabled()
        async let needsDHCP = remote.getNeedDhcpServer()
        async let hasIPv6 = remote.getIPv6Enabled()
        async let prefix = remote.getIPv6Prefix()
        async let rules = [remote.getPortForwardRules4(), remote.getPortForwardRules6()]
        let key = try await name
        let server = try await needsDHCP ? dhcp(of: key) ?? Network.DHCP() : nil
        return try await Network(
            name: key, kind: .nat, cardName: key, subnet: Subnet(text), ipv6Subnet: hasIPv6 ? IPv6Subnet(prefix) : nil,
            hostAddress: IPv4Address(gateway), dhcp: server,
            forwards: rules.joined().compactMap { NetworkForward($0) }.sorted { $0.name < $1.name },
            isEnabled: isEnabled, isManaged: marks[key]?.kind == .nat)
    }

    func network(of remote: HostNetworkInterface) async throws -> Network {
        async let name = remote.getName()
        async let address = remote.getIPAddress()
        async let mask = remote.getNetworkMask()
        async let status = remote.getStatus()
        async let key = remote.getNetworkName()
        let card = try await name
        let own = marks.first { $0.value.kind == .private && $0.value.card == card }?.key
        let host = try await IPv4Address(address)
        return try await Network(
            name: own ?? card, kind: .private, cardName: card, subnet: Self.subnet(host, mask), hostAddress: host,
            dhcp: dhcp(of: key), isEnabled: status == .up, isManaged: own != nil)
    }

    func network(of remote: HostOnlyNetwork) async throws -> Network {
        async let name = remote.getNetworkName()
        async let lower = remote.getLowerIP()
        async let upper = remote.getUpperIP()
        async let mask = remote.getNetworkMask()
        async let host = remote.getHostIP()
        async let isEnabled = remote.getEnabled()
        let key = try await name
        var dhcp: Network.DHCP?
        if let first = try await IPv4Address(lower), let last = try await IPv4Address(upper), first <= last {
            dhcp = Network.DHCP(range: first...last)
        }
        return try await Network(
            name: key, kind: .private, cardName: key, subnet: Self.subnet(dhcp?.range?.lowerBound, mask),
            hostAddress: IPv4Address(host), dhcp: dhcp, isEnabled: isEnabled, isManaged: marks[key]?.kind == .private)
    }

    /// Internal networks are no objects: there are those that cards are in, those that have a DHCP server, and those that
    /// were noted.
    func internalNetworks(_ names: [String], beside others: [Network]) async throws -> [Network] {
        let taken = Set(others.filter { $0.kind == .nat }.map(\.name))
        let served = servers.keys.filter {
            !taken.contains($0) && !$0.hasPrefix("HostInterfaceNetworking-") && !$0.hasPrefix("hostonly-")
        }
        let noted = marks.filter { $0.value.kind == .internal }.keys
        return try await Set(names).union(served).union(noted).sorted().concurrentMap { name in
            let dhcp = try await dhcp(of: name)
            let mask = try await servers[name]?.getNetworkMask() ?? ""
            return Network(
                name: name, kind: .internal, cardName: name, subnet: Self.subnet(dhcp?.server, mask), dhcp: dhcp,
                isManaged: marks[name]?.kind == .internal)
        }
    }

    /// What a network's DHCP server does; nil where there is none that is enabled.
    private func dhcp(of name: String) async throws -> Network.DHCP? {
        guard let server = servers[name], try await server.getEnabled() else { return nil }
        async let address = server.getIPAddress()
        async let lower = server.getLowerIP()
        async let upper = server.getUpperIP()
        async let configurations = server.getIndividualConfigs()
        let fixed = try await configurations.concurrentMap { configuration in
            async let card = configuration.getMACAddress()
            async let address = configuration.getFixedAddress()
            return try await (NetworkAdapter.guestForm(ofMACAddress: card), IPv4Address(address))
        }
        var dhcp = Network.DHCP(server: try await IPv4Address(address))
        if let first = try await IPv4Address(lower), let last = try await IPv4Address(upper), first <= last {
            dhcp.range = first...last
        }
        for case (let card, let address?) in fixed { dhcp.fixed[card] = address }
        return dhcp
    }

    private static func subnet(_ address: IPv4Address?, _ mask: String) -> Subnet? {
        guard let address, let mask = IPv4Address(mask) else { return nil }
        return Subnet(containing: address, mask: mask)
    }
}
