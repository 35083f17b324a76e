//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// The networks of a host, as VirtualBox has them, with what VMFest noted of those that it made.
struct NetworkCatalogue: Sendable {
    let scope: HostScope

    /// What is noted of a network that VMFest made, in the host's extra data.
    struct Mark: Sendable, Hashable, Codable {
        var kind: Network.Kind
        /// What cards name.
        var card: String
    }

    /// What the keys of the notes begin with; the network's name follows.
    static let prefix = "vmfest/networks/"

    /// All networks, by name.
    func networks() async throws -> [Network] {
        async let marks = marks()
        async let servers = servers()
        async let natNetworks = scope.box.getNATNetworks()
        async let interfaces = interfaces(.hostOnly)
        async let hostOnlyNetworks = scope.hostOnlyNetworks()
        async let internalNames = scope.box.getInternalNetworks()
        let reading = try await NetworkReading(marks: marks, servers: servers)
        var networks = try await natNetworks.concurrentMap { try await reading.network(of: $0) }
        networks += try await interfaces.concurrentMap { try await reading.network(of: $0) }
        networks += try await (hostOnlyNetworks ?? []).concurrentMap { try await reading.network(of: $0) }
        networks += try await reading.internalNetworks(internalNames, beside: networks)
        return networks.sorted { $0.name < $1.name }
    }

    /// The network of a name that must be there.
    func required(_ name: String) async throws -> Network {
        let networks = try await networks()
        guard let network = networks.first(where: { $0.name == name || $0.cardName == name }) else {
            let known = networks.map(\.name).joined(separator: ", ")
            throw VMFestError(
                .noSuchNetwork,
                "\(scope.service.configuration.url) has no network '\(name)'; it has \(known.isEmpty ? "none" : known)")
        }
        return network
    }

    /// The network of a name, which VMFest must have made to change it.
    func own(_ name: String) async throws -> Network {
        let network = try await required(name)
        guard network.isManaged else {
            throw VMFestError(.notSupported, "VMFest did not make this network, and changes only those that it made")
        }
        return network
    }

    /// The interfaces of the host of a type.
    func interfaces(_ type: HostNetworkInterfaceType) async throws -> [HostNetworkInterface] {
        let interfaces = try await scope.box.getHost().getNetworkInterfaces()
        let typed = try await interfaces.concurrentMap { ($0, try await $0.getInterfaceType()) }
        return typed.filter { $0.1 == type }.map(\.0)
    }

    /// The DHCP server of a network, by VirtualBox's own name of that network.
    func server(of name: String) async throws -> DHCPServer? {
        try await servers()[name]
    }

    private func servers() async throws -> [String: DHCPServer] {
        let servers = try await scope.box.getDHCPServers()
        let named = try await servers.concurrentMap { (try await $0.getNetworkName(), $0) }
        return Dictionary(named) { first, _ in first }
    }

    private func marks() async throws -> [String: Mark] {
        let keys = try await scope.box.getExtraDataKeys().filter { $0.hasPrefix(Self.prefix) }
        let texts = try await keys.concurrentMap { [scope] in ($0, try await scope.box.getExtraData(key: $0)) }
        let marks = texts.compactMap { key, text in
            (try? NoteForm.record(Mark.self, in: text)).map { (String(key.dropFirst(Self.prefix.count)), $0) }
        }
        return Dictionary(marks) { first, _ in first }
    }

    /// Notes that a network is VMFest's; nil forgets it.
    func note(_ name: String, _ mark: Mark?) async throws {
        let text = try mark.map { try NoteForm.text(of: $0) } ?? ""
        try await scope.box.setExtraData(key: Self.prefix + name, value: text)
    }
}
