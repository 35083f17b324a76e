//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Makes a network, all of it or nothing.
struct NetworkCreation: Sendable {
    let scope: HostScope
    let plan: NetworkPlan
    let subnet: Subnet
    private var undo = Undo()

    private var catalogue: NetworkCatalogue { NetworkCatalogue(scope: scope) }

    init(scope: HostScope, plan: NetworkPlan, subnet: Subnet) {
        self.scope = scope
        self.plan = plan
        self.subnet = subnet
    }

    /// Makes it; undoes what was done when anything fails or the task is cancelled.
    mutating func run() async throws {
        do {
            switch plan.kind {
            case .nat: try await makeNAT()
            case .private: try await makePrivate()
            case .internal:
                try await serve(plan.name)
                try await note(plan.name)
            }
            try Task.checkCancellation()
        } catch {
            let described = await scope.describe(error)
            throw VMFestError.adding(await undo.run(on: scope.service), to: described)
        }
    }

    /// Notes that the network is VMFest's, once it is: of several who want a name, one makes it.
    private mutating func note(_ card: String) async throws {
        let name = plan.name
        undo.add("the note of the network") { try await NetworkCatalogue(scope: $0).note(name, nil) }
        try await catalogue.note(name, .init(kind: plan.kind, card: card))
    }

    private mutating func makeNAT() async throws {
        let name = plan.name
        let network = try await scope.box.createNATNetwork(networkName: name)
        undo.add("the network '\(name)'") { try await NetworkRemoval(scope: $0).removeNAT(name) }
        try await note(name)
        try await network.setNetwork("\(subnet)")
        if let prefix = plan.options.ipv6Subnet {
            try await network.setIPv6Prefix("\(prefix)")
            try await network.setIPv6Enabled(true)
        }
        try await network.setNeedDhcpServer(plan.options.hasDHCP)
        try await network.setEnabled(true)
        try await serve(name)
        for forward in plan.options.forwards { try await network.add(forward) }
    }

    private mutating func makePrivate() async throws {
        if try await scope.hostOnlyNetworks() != nil {
            try await makeHostOnlyNetwork()
        } else {
            try await makeInterface()
        }
    }

    /// On macOS, whose own network stack makes it and hands out addresses.
    private mutating func makeHostOnlyNetwork() async throws {
        let name = plan.name
        let network = try await scope.box.createHostOnlyNetwork(networkName: name)
        undo.add("the network '\(name)'") { try await NetworkRemoval(scope: $0).removeHostOnlyNetwork(name) }
        try await note(name)
        try await network.setNetworkMask("\(subnet.mask)")
        try await network.setLowerIP("\(subnet.pool.lowerBound)")
        try await network.setUpperIP("\(subnet.pool.upperBound)")
        try await network.setEnabled(true)
    }

    private mutating func makeInterface() async throws {
        let interface = try await newInterface()
        let id = try await interface.getId()
        undo.add("the interface \(id)") { try await NetworkRemoval(scope: $0).removeInterface(id) }
        async let card = interface.getName()
        async let network = interface.getNetworkName()
        try await note(card)
        try await interface.enableStaticIPConfig(ipAddress: "\(subnet.gateway)", networkMask: "\(subnet.mask)")
        try await serve(network)
    }

    /// An interface whose name VirtualBox chooses.
    ///
    /// Also in a cancelled task: in between, nobody would know which it is.
    private func newInterface() async throws -> HostNetworkInterface {
        do {
            return try await uncancelled { [scope] in
                let (interface, progress) = try await scope.box.getHost().createHostOnlyNetworkInterface()
                try await scope.finish(progress, of: "IHost_createHostOnlyNetworkInterface")
                guard let interface else {
                    throw VMFestError(.failed, "VirtualBox made an interface and does not say which")
                }
                return interface
            }
        } catch let error as VirtualBoxError where error.message.contains("vboxnetctl") {
            var failure = VMFestError(error)
            failure.code = .notSupported
            failure.message = "the host has no driver for private networks (vboxnetadp); load it, or use a NAT network"
            throw failure
        }
    }

    /// Hands out addresses in the network of a name that VirtualBox has for it, or no longer does.
    private mutating func serve(_ name: String) async throws {
        let known = try await catalogue.server(of: name)
        guard plan.options.hasDHCP else {
            try await known?.setEnabled(false)
            return
        }
        let server: DHCPServer
        if let known { server = known } else { server = try await scope.box.createDHCPServer(name: name) }
        undo.add("the DHCP server") { try await NetworkRemoval(scope: $0).removeServer(of: name) }
        try await server.setConfiguration(
            ipAddress: "\(subnet.server)", networkMask: "\(subnet.mask)",
            fromIPAddress: "\(subnet.pool.lowerBound)", toIPAddress: "\(subnet.pool.upperBound)")
        try await server.setEnabled(true)
    }
}

extension NATNetwork {
    /// Adds a forward.
    func add(_ forward: NetworkForward) async throws {
        guard let hostPort = UInt16(exactly: forward.hostPort), let guestPort = UInt16(exactly: forward.guestPort),
            hostPort > 0, guestPort > 0
        else { throw VMFestError(.invalidArgument, "the forward '\(forward)' has a port that is none: 1 to 65535") }
        try await addPortForwardRule(
            isIpv6: forward.guestAddress.isIPv6, ruleName: forward.name, proto: NATProtocol(forward.transport),
            hostIP: forward.hostAddress.map { "\($0)" } ?? "", hostPort: hostPort,
            guestIP: "\(forward.guestAddress)", guestPort: guestPort)
    }
}
