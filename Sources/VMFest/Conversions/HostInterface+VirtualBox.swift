//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension HostInterface {
    /// Asks for all that VirtualBox knows of an interface.
    init(of remote: HostNetworkInterface) async throws {
        async let name = remote.getName()
        async let shortName = remote.getShortName()
        async let id = remote.getId()
        async let kind = remote.getInterfaceType()
        async let status = remote.getStatus()
        async let medium = remote.getMediumType()
        async let isWireless = remote.getWireless()
        async let usesDHCP = remote.getDHCPEnabled()
        async let address = remote.getIPAddress()
        async let mask = remote.getNetworkMask()
        async let ipv6Address = remote.getIPV6Address()
        async let prefixLength = remote.getIPV6NetworkMaskPrefixLength()
        async let hardwareAddress = remote.getHardwareAddress()
        async let network = remote.getNetworkName()
        // No address is told as zeros.
        let ipv4 = try await IPv4Address(address).flatMap { $0.number == 0 ? nil : $0 }
        let ipv6 = try await IPv6Address(ipv6Address).flatMap { $0.high == 0 && $0.low == 0 ? nil : $0 }
        let (netmask, length, card) = try await (IPv4Address(mask), Int(prefixLength), hardwareAddress)
        let up: [HostNetworkInterfaceStatus: Bool] = [.up: true, .down: false]
        try await self.init(
            name: name, shortName: shortName, id: id, kind: Kind(kind), isUp: up[status], isWireless: isWireless,
            medium: medium.rawValue, usesDHCP: usesDHCP, address: ipv4, mask: ipv4.flatMap { _ in netmask },
            ipv6Address: ipv6, ipv6PrefixLength: ipv6.map { _ in length },
            hardwareAddress: card.isEmpty ? nil : card, network: network)
    }
}

extension HostInterface.Kind {
    init(_ type: HostNetworkInterfaceType) {
        switch type {
        case .bridged: self = .bridged
        case .hostOnly: self = .hostOnly
        default: self = .other
        }
    }
}
