//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// One of a machine's network cards, in a scope.
struct NetworkCard: Sendable {
    let adapter: VirtualBoxAPI.NetworkAdapter
    let slot: Int

    /// The address that VirtualBox's DHCP server gave to the card; nil where there is no such server or lease.
    func lease(_ kind: NetworkAttachmentType, mac: String, in scope: HostScope) async throws -> String? {
        let network: String
        switch kind {
        case .hostOnly: network = "HostInterfaceNetworking-" + (try await adapter.getHostOnlyInterface())
        case .hostOnlyNetwork: network = "hostonly-" + (try await adapter.getHostOnlyNetwork())
        case .natNetwork: network = try await adapter.getNATNetwork()
        case .internal: network = try await adapter.getInternalNetwork()
        default: return nil
        }
        do {
            let server = try await scope.box.findDHCPServerByNetworkName(name: network)
            let lease = try await server.findLeaseByMAC(mac: mac, type: 0)
            return lease.address.isEmpty || lease.state == "expired" ? nil : lease.address
        } catch let error as VirtualBoxError where error.isDefinite {
            // No server on this network, or it has not given this card an address.
            return nil
        }
    }
}
