//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Finds the cards of machines that are in a network.
struct NetworkUsers: Sendable {
    let scope: HostScope

    /// A card of a machine.
    struct Card: Sendable, Hashable {
        /// The machine's UUID.
        var machine: String
        /// The machine's name.
        var name: String
        /// Its hardware address, as guests write it.
        var address: String
    }

    /// The cards of all machines that are in a network; machines that just went have none.
    func machines(in network: Network) async throws -> [Card] {
        try await scope.box.getMachines().concurrentMap { machine -> [Card] in
            do {
                guard try await machine.getAccessible() else { return [] }
                return try await cards(of: machine, in: network)
            } catch let error as VirtualBoxError where error.code == .gone {
                return []
            }
        }.flatMap(\.self)
    }

    private func cards(of machine: VirtualBoxAPI.Machine, in network: Network) async throws -> [Card] {
        let count = UInt32(try await scope.networkCards(of: machine))
        let adapters = try await Array(0..<count).concurrentMap { slot -> NetworkAdapter? in
            let adapter = try await machine.getNetworkAdapter(slot: slot)
            guard try await adapter.getEnabled() else { return nil }
            return try await isPlugged(adapter, into: network) ? adapter : nil
        }.compactMap(\.self)
        guard !adapters.isEmpty else { return [] }
        async let id = machine.getId()
        async let name = machine.getName()
        let (key, called) = try await (id, name)
        return try await adapters.concurrentMap { adapter in
            Card(
                machine: key, name: called,
                address: VMFest.NetworkAdapter.guestForm(ofMACAddress: try await adapter.getMACAddress()))
        }
    }

    private func isPlugged(_ adapter: NetworkAdapter, into network: Network) async throws -> Bool {
        switch (network.kind, try await adapter.getAttachmentType()) {
        case (.nat, .natNetwork): try await adapter.getNATNetwork() == network.cardName
        case (.private, .hostOnly): try await adapter.getHostOnlyInterface() == network.cardName
        case (.private, .hostOnlyNetwork): try await adapter.getHostOnlyNetwork() == network.cardName
        case (.internal, .internal): try await adapter.getInternalNetwork() == network.cardName
        default: false
        }
    }

    private typealias NetworkAdapter = VirtualBoxAPI.NetworkAdapter
}
