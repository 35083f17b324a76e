//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// The ways to the machine's guest over the network, each with how it is known and whether this computer reaches it.
    ///
    /// Forwards come first, then addresses, in the order of the network cards. They are what VirtualBox knows now:
    /// forwards are there while the machine is off as well, addresses once the guest has told them or asked for them.
    /// Behind NAT an address is the machine's own affair, and only forwards lead in.
    ///
    /// Rests on `INATEngine::getRedirects`, `IMachine::enumerateGuestProperties` and `IDHCPServer::findLeaseByMAC`.
    ///
    /// - Throws: ``VMFestError``: `noSuchMachine`, `inaccessible`, and the codes about the host.
    public func endpoints() async throws -> [Endpoint] {
        try await VMFestError.during("find the addresses", of: key) {
            try await host.service.withVirtualBox { scope in
                try await endpoints(in: scope, of: find(in: scope))
            }
        }
    }

    /// The endpoints, in a scope.
    func endpoints(in scope: HostScope, of machine: VirtualBoxAPI.Machine) async throws -> [Endpoint] {
        let properties = try await machine.enumerateGuestProperties(patterns: "/VirtualBox/GuestInfo/Net/*")
        // What a guest reported before it was switched off is no longer true.
        let isUp = try await [.running, .paused].contains(machine.currentState())
        let pairs = isUp ? zip(properties.names, properties.values).map { (name: $0, value: $1) } : []
        let interfaces = GuestInterfaces(pairs)
        let remote = host.isThisComputer ? nil : URL(string: host.url)?.host()
        let count = UInt32(try await scope.networkCards(of: machine))
        let cards = try await Array(0..<count).concurrentMap { slot in
            try await Self.endpoints(
                of: NetworkCard(adapter: machine.getNetworkAdapter(slot: slot), slot: Int(slot)), interfaces, remote,
                isUp ? scope : nil)
        }
        let all = cards.flatMap(\.self)
        return all.filter { $0.forward != nil } + all.filter { $0.forward == nil }
    }

    private static func endpoints(
        of card: NetworkCard, _ interfaces: GuestInterfaces, _ remote: String?, _ scope: HostScope?
    ) async throws -> [Endpoint] {
        guard try await card.adapter.getEnabled() else { return [] }
        let kind = try await card.adapter.getAttachmentType()
        let mac = try await card.adapter.getMACAddress()
        var found: [Endpoint] = []
        if kind == .nat {
            found += try await card.adapter.getNATEngine().getRedirects().compactMap(Redirect.init)
                .map { $0.endpoint(host: remote, adapter: card.slot) }
        }
        let isReachable = kind == .bridged || remote == nil && [.hostOnly, .hostOnlyNetwork].contains(kind)
        let reported = interfaces.addresses(mac: mac)
        found += reported.map {
            Endpoint(
                address: $0, source: .guestAdditions, forward: nil, adapter: card.slot, isReachable: isReachable)
        }
        if let scope, let leased = try await card.lease(kind, mac: mac, in: scope), !reported.contains(leased) {
            found.append(
                Endpoint(address: leased, source: .lease, forward: nil, adapter: card.slot, isReachable: isReachable))
        }
        return found
    }
}
