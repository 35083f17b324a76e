//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// A network card of a machine, with the machine's bandwidth groups.
struct Card: Sendable {
    let adapter: VirtualBoxAPI.NetworkAdapter
    let machine: VirtualBoxAPI.Machine

    init(_ slot: Int, of machine: VirtualBoxAPI.Machine) async throws {
        adapter = try await machine.getNetworkAdapter(slot: UInt32(slot))
        self.machine = machine
    }
}

/// The table of a network card's attributes.
enum CardAttributes {
    typealias Row = Attribute<NetworkAdapter, Card>

    static let rows: [Row] = [
        Attribute(
            required: "enabled", \.enabled,
            get: { try await $0.adapter.getEnabled() }, set: { try await $0.adapter.setEnabled($1) }),
        model,
        Attribute(
            "macAddress", \.macAddress,
            get: { card -> String? in
                let address = try await card.adapter.getMACAddress()
                return address.isEmpty ? nil : address
            },
            set: { try await $0.adapter.setMACAddress(NetworkAdapter.digits(ofMACAddress: $1)) }),
        Attribute(
            required: "cableConnected", \.cableConnected, .always,
            get: { try await $0.adapter.getCableConnected() }, set: { try await $0.adapter.setCableConnected($1) }),
        Attribute(
            required: "attachment", \.attachment, .always,
            get: { try await $0.adapter.attachment() ?? .none }, set: { try await $0.adapter.setAttachment($1) }),
        Attribute(
            "lineSpeed", \.lineSpeed,
            get: { Int(try await $0.adapter.getLineSpeed()) },
            set: { try await $0.adapter.setLineSpeed(UInt32($1)) }),
        Attribute(
            choice: "promiscuousMode", \.promiscuousMode, .always,
            get: { try await $0.adapter.getPromiscModePolicy() },
            set: { try await $0.adapter.setPromiscModePolicy($1) }),
        Attribute(
            "bootPriority", \.bootPriority,
            get: { Int(try await $0.adapter.getBootPriority()) },
            set: { try await $0.adapter.setBootPriority(UInt32($1)) }),
        Attribute(
            "bandwidthGroup", \.bandwidthGroup, .offOrSaved,
            get: { try await $0.adapter.getBandwidthGroup()?.getName() ?? "" },
            set: { try await $0.adapter.setBandwidthGroup($0.machine.bandwidthGroup($1)) }),
    ]

    private static let model = Row(
        required: "model", \.model,
        get: { card in
            let type = try await card.adapter.getAdapterType()
            guard let model = NetworkAdapter.Model(type) else {
                throw VMFestError(.notSupported, "a spec has no word for a network card of type '\(type)'")
            }
            return model
        },
        set: { try await $0.adapter.setAdapterType($1.remote) })
}

/// The table of the attributes of the network behind NAT.
enum NATAttributes {
    static let rows: [Attribute<NetworkAdapter, NATEngine>] = [
        Attribute(
            "nat.network", \.nat.network, .alwaysForNextStart,
            get: { try await $0.getNetwork() }, set: { try await $0.setNetwork($1) }),
        Attribute(
            "nat.hostAddress", \.nat.hostAddress, .alwaysForNextStart,
            get: { try await $0.getHostIP() }, set: { try await $0.setHostIP($1) }),
        Attribute(
            "nat.dnsPassDomain", \.nat.dnsPassDomain, .alwaysForNextStart,
            get: { try await $0.getDNSPassDomain() }, set: { try await $0.setDNSPassDomain($1) }),
        Attribute(
            "nat.dnsProxy", \.nat.dnsProxy, .alwaysForNextStart,
            get: { try await $0.getDNSProxy() }, set: { try await $0.setDNSProxy($1) }),
        Attribute(
            "nat.dnsUseHostResolver", \.nat.dnsUseHostResolver, .alwaysForNextStart,
            get: { try await $0.getDNSUseHostResolver() }, set: { try await $0.setDNSUseHostResolver($1) }),
        alias("nat.aliasLog", \.nat.aliasLog, 1),
        alias("nat.aliasProxyOnly", \.nat.aliasProxyOnly, 2),
        alias("nat.aliasSamePorts", \.nat.aliasSamePorts, 4),
        Attribute(
            "nat.tftpPrefix", \.nat.tftpPrefix, .alwaysForNextStart,
            get: { try await $0.getTFTPPrefix() }, set: { try await $0.setTFTPPrefix($1) }),
        Attribute(
            "nat.tftpBootFile", \.nat.tftpBootFile, .alwaysForNextStart,
            get: { try await $0.getTFTPBootFile() }, set: { try await $0.setTFTPBootFile($1) }),
        Attribute(
            "nat.tftpNextServer", \.nat.tftpNextServer, .alwaysForNextStart,
            get: { try await $0.getTFTPNextServer() }, set: { try await $0.setTFTPNextServer($1) }),
        Attribute(
            "nat.localhostReachable", \.nat.localhostReachable, .alwaysForNextStart,
            get: { try await $0.getLocalhostReachable() }, set: { try await $0.setLocalhostReachable($1) }),
    ]

    /// One of the flags that VirtualBox keeps in one number.
    private static func alias(
        _ key: String, _ path: any WritableKeyPath<NetworkAdapter, Bool?> & Sendable, _ flag: UInt32
    ) -> Attribute<NetworkAdapter, NATEngine> {
        Attribute(
            key, path, .alwaysForNextStart,
            get: { try await $0.getAliasMode() & flag != 0 },
            set: { engine, isWanted in
                let mode = try await engine.getAliasMode()
                try await engine.setAliasMode(isWanted ? mode | flag : mode & ~flag)
            })
    }
}
