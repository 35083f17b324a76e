//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Host {
    /// The networks that machines of this host can share, by name: NAT networks, private and internal ones.
    ///
    /// Rests on `IVirtualBox::getNATNetworks`, `IHost::getNetworkInterfaces`, `IVirtualBox::getHostOnlyNetworks`,
    /// `IVirtualBox::getInternalNetworks` and `IVirtualBox::getDHCPServers`.
    ///
    /// - Throws: ``VMFestError`` with the codes about the host.
    public func networks() async throws -> [Network] {
        try await VMFestError.during("list networks") {
            try await service.withVirtualBox { scope in try await NetworkCatalogue(scope: scope).networks() }
        }
    }

    /// The network of a name; a host-only interface is found by its own name, too.
    ///
    /// - Throws: ``VMFestError``: `noSuchNetwork`, with the names that there are, and the codes about the host.
    public func network(named name: String) async throws -> Network {
        try await VMFestError.during("find the network") {
            try await service.withVirtualBox { scope in try await NetworkCatalogue(scope: scope).required(name) }
        }
    }

    /// Makes a network, all of it or nothing.
    ///
    /// A private network is a host-only interface, or on macOS a host-only network. If there is one with the very subnet that
    /// is asked for, whoever made it, it is given as it is, and nothing is made. Where VirtualBox permits certain addresses
    /// only, that is looked at first, if the host is this computer.
    ///
    /// Rests on `IVirtualBox::createNATNetwork`, `IHost::createHostOnlyNetworkInterface`,
    /// `IVirtualBox::createHostOnlyNetwork` and `IVirtualBox::createDHCPServer`.
    ///
    /// - Parameters:
    ///   - name: lower-case letters, digits, dots, hyphens and underscores.
    ///   - kind: what its machines reach.
    ///   - options: its addresses and forwards.
    /// - Throws: ``VMFestError``: `invalidArgument` with everything that is wrong; `nameTaken`; `inUse` with the network whose
    ///   addresses overlap; `notSupported` for addresses that VirtualBox does not permit, and where the host has no driver
    ///   for private networks; and the codes about the host.
    @discardableResult
    public func createNetwork(
        _ name: String, _ kind: Network.Kind = .nat, _ options: NetworkOptions = NetworkOptions()
    ) async throws -> Network {
        try await VMFestError.during("create the network", of: name) {
            let plan = NetworkPlan(name: name, kind: kind, options: options)
            let problems = plan.problems()
            guard problems.isEmpty else {
                throw VMFestError(.invalidArgument, "there can be no such network:", problems: problems)
            }
            return try await changingNetworks { scope in
                let ranges = try await hostOnlyRanges(scope)
                let catalogue = NetworkCatalogue(scope: scope)
                let networks = try await catalogue.networks()
                if let twin = plan.twin(among: networks) { return twin }
                guard !networks.contains(where: { $0.name == name || $0.cardName == name }) else {
                    throw VMFestError(
                        .nameTaken, "the host has a network of this name; choose another one or remove that")
                }
                let neighbours = try await Self.neighbours(networks, catalogue)
                let subnet = try plan.subnet(beside: neighbours, within: ranges)
                var creation = NetworkCreation(scope: scope, plan: plan, subnet: subnet)
                try await creation.run()
                return try await catalogue.required(name)
            }
        }
    }

    /// Removes a network that VMFest made.
    ///
    /// Rests on `IVirtualBox::removeNATNetwork`, `IHost::removeHostOnlyNetworkInterface` and
    /// `IVirtualBox::removeDHCPServer`.
    ///
    /// - Throws: ``VMFestError``: `noSuchNetwork`; `notSupported` for one that VMFest did not make; `inUse` with the names of
    ///   the machines that are in it; and the codes about the host.
    public func removeNetwork(_ name: String) async throws {
        try await VMFestError.during("remove the network", of: name) {
            try await changingNetworks { scope in
                try await NetworkRemoval(scope: scope).run(NetworkCatalogue(scope: scope).own(name))
            }
        }
    }

    /// Adds a forward to a NAT network of VMFest's; a running network takes it at once.
    ///
    /// Rests on `INATNetwork::addPortForwardRule`.
    ///
    /// - Throws: ``VMFestError``: `noSuchNetwork`; `notSupported` for another kind of network, and one that VMFest did not
    ///   make; `nameTaken` for a name that a forward of the network has; `invalidArgument` for an address outside of the
    ///   network, or of another version than the host's; `inUse` for a port of the host that another one has; and the codes about the host.
    public func addForward(_ forward: NetworkForward, to name: String) async throws {
        try await changingForwards(of: name) { network, remote in
            guard !network.forwards.contains(where: { $0.name == forward.name }) else {
                throw VMFestError(.nameTaken, "the network has a forward of the name '\(forward.name)'")
            }
            if let fault = forward.fault(in: network.subnet, network.ipv6Subnet) {
                throw VMFestError(.invalidArgument, "the forward '\(forward.name)' \(fault)")
            }
            if let other = network.forwards.first(where: { $0.contends(with: forward) }) {
                throw VMFestError(.inUse, "the forward '\(other.name)' has the host's port \(forward.hostPort)")
            }
            try await remote.add(forward)
        }
    }

    /// Removes a forward of a NAT network of VMFest's; that there is none of the name is success.
    ///
    /// Rests on `INATNetwork::removePortForwardRule`.
    ///
    /// - Throws: ``VMFestError``, as ``addForward(_:to:)``.
    public func removeForward(_ forward: String, from name: String) async throws {
        try await changingForwards(of: name) { network, remote in
            // VirtualBox has two lists, and the same name can be in both.
            for old in network.forwards where old.name == forward {
                try await remote.removePortForwardRule(isIpv6: old.guestAddress.isIPv6, ruleName: forward)
            }
        }
    }

    /// Has a network's DHCP server keep an address for a card, or no longer where the address is nil.
    ///
    /// Rests on `IDHCPServer::getConfig` and `IDHCPIndividualConfig::setFixedAddress`.
    ///
    /// - Parameters:
    ///   - address: one of the network's, which nobody has.
    ///   - card: a card's hardware address: 12 hexadecimal digits, separators optional.
    ///   - name: the name of a network that VMFest made.
    /// - Throws: ``VMFestError``: `noSuchNetwork`; `notSupported` for a network that VMFest did not make, or without a DHCP
    ///   server; `invalidArgument`; `inUse` for an address that is kept for another card; and the codes about the host.
    public func keepAddress(_ address: IPv4Address?, for card: String, in name: String) async throws {
        try await VMFestError.during("keep an address", of: name) {
            let digits = NetworkAdapter.digits(ofMACAddress: card)
            guard digits.count == 12, digits.allSatisfy(\.isHexDigit) else {
                throw VMFestError(.invalidArgument, "'\(card)' is no hardware address; one has 12 hexadecimal digits")
            }
            try await changingNetworks { scope in
                let network = try await NetworkCatalogue(scope: scope).own(name)
                try await NetworkAddresses(scope: scope, network: network)
                    .keep(address, for: NetworkAdapter.guestForm(ofMACAddress: card))
            }
        }
    }

    /// The addresses that a network's DHCP server handed out to the cards of machines, by address.
    ///
    /// Rests on `IDHCPServer::findLeaseByMAC`.
    ///
    /// - Throws: ``VMFestError``: `noSuchNetwork`, and the codes about the host.
    public func leases(in name: String) async throws -> [NetworkLease] {
        try await VMFestError.during("list leases", of: name) {
            try await service.withVirtualBox { scope in
                let network = try await NetworkCatalogue(scope: scope).required(name)
                return try await NetworkAddresses(scope: scope, network: network).leases()
            }
        }
    }

    /// The interfaces of the host that cards can be bridged to, by name.
    ///
    /// Rests on `IHost::getNetworkInterfaces`.
    ///
    /// - Throws: ``VMFestError`` with the codes about the host.
    public func bridgedInterfaces() async throws -> [HostInterface] {
        try await VMFestError.during("list interfaces") {
            try await service.withVirtualBox { scope in
                try await NetworkCatalogue(scope: scope).interfaces(.bridged)
                    .concurrentMap { try await HostInterface(of: $0) }.sorted { $0.name < $1.name }
            }
        }
    }
}

extension Host {
    /// The addresses that private networks of the host may have.
    ///
    /// Nil where all are permitted, since the host's system has networks of its own for it, and where it is not known, since
    /// the host is another computer.
    func hostOnlyRanges(_ scope: HostScope) async throws -> HostOnlyRanges? {
        guard isThisComputer, try await scope.hostOnlyNetworks() == nil else { return nil }
        return try await HostOnlyRanges()
    }

    /// What has addresses on the host: its networks, and the networks that it is in itself.
    private static func neighbours(
        _ networks: [Network], _ catalogue: NetworkCatalogue
    ) async throws -> [NetworkPlan.Neighbour] {
        let own = try await catalogue.interfaces(.bridged).concurrentMap { try await HostInterface(of: $0) }
        return networks.map { network in
            .init(name: "the network '\(network.name)'", subnet: network.subnet, ipv6Subnet: network.ipv6Subnet)
        }
            + own.map { interface in
                .init(
                    name: "the host's own network at \(interface.name)", subnet: interface.subnet,
                    ipv6Subnet: interface.ipv6Address.flatMap { IPv6Subnet(containing: $0) })
            }
    }

    /// Work on the host's networks, alone among all that this program does there.
    private func changingNetworks<Value: Sendable>(
        _ work: @escaping @Sendable (HostScope) async throws -> Value
    ) async throws -> Value {
        try await Turnstile.shared.withTurn("networks of \(url)") {
            try await service.withVirtualBox { scope in try await work(scope) }
        }
    }

    private func changingForwards(
        of name: String, _ work: @escaping @Sendable (Network, NATNetwork) async throws -> Void
    ) async throws {
        try await VMFestError.during("change the forwards", of: name) {
            try await changingNetworks { scope in
                let network = try await NetworkCatalogue(scope: scope).own(name)
                guard network.kind == .nat else {
                    throw VMFestError(.notSupported, "forwards lead into NAT networks only")
                }
                for remote in try await scope.box.getNATNetworks() where try await remote.getNetworkName() == name {
                    try await work(network, remote)
                }
            }
        }
    }
}
