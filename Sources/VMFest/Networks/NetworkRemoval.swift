//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Removes networks; that something is gone already is success.
struct NetworkRemoval: Sendable {
    let scope: HostScope

    private var catalogue: NetworkCatalogue { NetworkCatalogue(scope: scope) }

    /// Removes a network of VMFest's that no machine is in.
    func run(_ network: Network) async throws {
        let users = try await NetworkUsers(scope: scope).machines(in: network)
        guard users.isEmpty else {
            let names = Set(users.map(\.name)).sorted().joined(separator: ", ")
            throw VMFestError(
                .inUse, "cards of these machines are in it: \(names); destroy them or plug the cards elsewhere")
        }
        switch network.kind {
        case .nat: try await removeNAT(network.name)
        case .private:
            try await removeHostOnlyNetwork(network.name)
            for interface in try await catalogue.interfaces(.hostOnly)
            where try await interface.getName() == network.cardName {
                try await removeServer(of: interface.getNetworkName())
                try await removeInterface(interface.getId())
            }
        case .internal: try await removeServer(of: network.name)
        }
        try await catalogue.note(network.name, nil)
    }

    func removeNAT(_ name: String) async throws {
        try await removeServer(of: name)
        for network in try await scope.box.getNATNetworks() where try await network.getNetworkName() == name {
            try await scope.box.removeNATNetwork(network: network)
        }
    }

    func removeHostOnlyNetwork(_ name: String) async throws {
        for network in try await scope.hostOnlyNetworks() ?? [] where try await network.getNetworkName() == name {
            try await scope.box.removeHostOnlyNetwork(network: network)
        }
    }

    func removeInterface(_ id: String) async throws {
        let progress = try await scope.box.getHost().removeHostOnlyNetworkInterface(id: id)
        try await scope.finish(progress, of: "IHost_removeHostOnlyNetworkInterface")
    }

    /// Removes the DHCP server of a network, by VirtualBox's own name of that network.
    func removeServer(of name: String) async throws {
        guard let server = try await catalogue.server(of: name) else { return }
        try await scope.box.removeDHCPServer(server: server)
    }
}
