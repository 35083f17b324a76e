//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// Networks, as `network ls` gives them: their JSON is an array of ``Network``.
struct NetworkTable: Presentable {
    var networks: [Network]

    var identifiers: [String] { networks.map(\.name) }

    var text: String {
        var table = Table(columns: [
            .init(title: "NAME"), .init(title: "KIND"), .init(title: "CARDS NAME"), .init(title: "SUBNET"),
            .init(title: "DHCP"), .init(title: "FORWARDS", isNumeric: true), .init(title: "MANAGED"),
        ])
        table.rows = networks.map { network in
            [
                network.name, network.kind.rawValue, network.cardName, network.subnet.map { "\($0)" } ?? "",
                network.dhcp == nil ? "no" : "yes", "\(network.forwards.count)", network.isManaged ? "yes" : "no",
            ]
        }
        return table.text
    }

    func encode(to encoder: any Encoder) throws {
        try networks.encode(to: encoder)
    }
}

/// A network: its JSON is that of ``Network``.
struct NetworkDetails: Presentable {
    var network: Network

    var identifiers: [String] { [network.name] }

    var text: String {
        var fields = Fields()
        fields.add("name", network.name)
        fields.add("kind", network.kind.rawValue)
        fields.add("cards name", network.cardName)
        fields.add("subnet", network.subnet.map { "\($0)" } ?? "")
        fields.add("ipv6 subnet", network.ipv6Subnet.map { "\($0)" } ?? "")
        fields.add("host address", network.hostAddress.map { "\($0)" } ?? "")
        if let dhcp = network.dhcp {
            fields.add("dhcp server", dhcp.server.map { "\($0)" } ?? "VirtualBox's choice")
            fields.add("hands out", dhcp.range.map { "\($0.lowerBound) to \($0.upperBound)" } ?? "")
            fields.add("keeps", dhcp.fixed.sorted { $0.value < $1.value }.map { "\($0.value) for \($0.key)" }.lines)
        }
        fields.add("forwards", network.forwards.map { "\($0)" }.lines)
        fields.add("enabled", network.isEnabled ? "yes" : "no")
        fields.add("managed", network.isManaged ? "yes" : "no")
        return fields.text
    }

    func encode(to encoder: any Encoder) throws {
        try network.encode(to: encoder)
    }
}

/// Leases: their JSON is an array of ``NetworkLease``.
struct LeaseTable: Presentable {
    var leases: [NetworkLease]

    var identifiers: [String] { leases.map { "\($0.address)" } }

    var text: String {
        var table = Table(columns: [
            .init(title: "ADDRESS"), .init(title: "CARD"), .init(title: "MACHINE"), .init(title: "STATE"),
            .init(title: "EXPIRES"),
        ])
        table.rows = leases.map {
            ["\($0.address)", $0.hardwareAddress, $0.machine, $0.state, $0.expires.formatted(.iso8601)]
        }
        return table.text
    }

    func encode(to encoder: any Encoder) throws {
        try leases.encode(to: encoder)
    }
}

/// Interfaces of the host: their JSON is an array of ``HostInterface``.
struct InterfaceTable: Presentable {
    var interfaces: [HostInterface]

    var identifiers: [String] { interfaces.map(\.name) }

    var text: String {
        var table = Table(columns: [
            .init(title: "NAME"), .init(title: "UP"), .init(title: "ADDRESS"), .init(title: "SUBNET"),
            .init(title: "WIRELESS"),
        ])
        table.rows = interfaces.map { interface in
            [
                interface.name, interface.isUp.map { $0 ? "yes" : "no" } ?? "", interface.address.map { "\($0)" } ?? "",
                interface.subnet.map { "\($0)" } ?? "", interface.isWireless ? "yes" : "no",
            ]
        }
        return table.text
    }

    func encode(to encoder: any Encoder) throws {
        try interfaces.encode(to: encoder)
    }
}

extension [String] {
    fileprivate var lines: String { joined(separator: "\n") }
}
