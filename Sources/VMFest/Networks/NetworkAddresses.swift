//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation
import VirtualBox
import VirtualBoxAPI

/// An address that a network's DHCP server handed out.
///
/// Its JSON has the keys `address`, `hardwareAddress`, `machine` (the name), `state` and `expires`.
public struct NetworkLease: Sendable, Hashable, Encodable {
    /// The address.
    public var address: IPv4Address
    /// The hardware address of the card that has it.
    public var hardwareAddress: String
    /// The name of the card's machine.
    public var machine: String
    /// How it stands, in VirtualBox's words, for example `acked`.
    public var state: String
    /// When it ends, unless it is renewed.
    public var expires: Date
}

/// Reads and changes what the DHCP server of a network does.
struct NetworkAddresses: Sendable {
    let scope: HostScope
    let network: Network

    /// The leases of the cards that are in the network.
    func leases() async throws -> [NetworkLease] {
        guard let server = try await server() else { return [] }
        return try await NetworkUsers(scope: scope).machines(in: network).concurrentMap { card in
            try await lease(of: card, from: server)
        }.compactMap(\.self).sorted { $0.address < $1.address }
    }

    private func lease(of card: NetworkUsers.Card, from server: DHCPServer) async throws -> NetworkLease? {
        do {
            let lease = try await server.findLeaseByMAC(mac: card.address, type: 0)
            guard let address = IPv4Address(lease.address) else { return nil }
            return NetworkLease(
                address: address, hardwareAddress: card.address, machine: card.name, state: lease.state,
                expires: Date(timeIntervalSince1970: TimeInterval(lease.expire)))
        } catch let error as VirtualBoxError where error.code == .notFound {
            return nil
        }
    }

    /// Keeps an address for a card, or no longer.
    func keep(_ address: IPv4Address?, for card: String) async throws {
        guard let server = try await server(), let subnet = network.subnet else {
            throw VMFestError(.notSupported, "nobody hands out addresses in this network")
        }
        if let address {
            guard subnet.hosts.contains(address), address != network.hostAddress, address != network.dhcp?.server else {
                throw VMFestError(.invalidArgument, "\(address) is no address for a machine in \(subnet)")
            }
            if let other = network.dhcp?.fixed.first(where: { $0.value == address && $0.key != card })?.key {
                throw VMFestError(.inUse, "\(address) is kept for the card \(other)")
            }
        } else if network.dhcp?.fixed[card] == nil {
            return
        }
        let configuration = try await server.getConfig(scope: .mac, name: card, slot: 0, mayAdd: true)
        if let address {
            try await configuration.as(DHCPIndividualConfig.self).setFixedAddress("\(address)")
        } else {
            try await configuration.remove()
        }
    }

    private func server() async throws -> DHCPServer? {
        var name = network.cardName
        if network.kind == .private {
            let interfaces = try await NetworkCatalogue(scope: scope).interfaces(.hostOnly)
            for interface in interfaces where try await interface.getName() == network.cardName {
                name = try await interface.getNetworkName()
            }
        }
        return try await NetworkCatalogue(scope: scope).server(of: name)
    }
}
