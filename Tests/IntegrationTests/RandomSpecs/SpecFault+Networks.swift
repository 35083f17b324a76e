//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

extension SpecFault {
    static let ofNetworks: [SpecFault] = [
        SpecFault("networks", "more than there can be") { draft, _ in
            draft.spec.networks += Array(repeating: .unplugged, count: 40)
            return "networks"
        },
        card("macAddress") { card, maker in
            card.macAddress = maker.one(["", "xyz", "08002700000", "01:00:00:00:00:00", "FF:FF:FF:FF:FF:FF"])
        },
        card("interface") { card, maker in
            card.attachment = maker.chance(50) ? .bridged(interface: "") : .hostOnly(interface: "")
        },
        card("network") { card, maker in
            card.attachment = maker.chance(50) ? .internal(network: "") : .natNetwork(network: "")
        },
        card("driver") { card, _ in card.attachment = .generic(driver: "", properties: ["a": "b"]) },
        card("properties") { card, _ in card.attachment = .generic(driver: "VDE", properties: ["": "b"]) },
        card("lineSpeed") { card, maker in card.lineSpeed = maker.one([-1, 4_000_001]) },
        card("bootPriority") { card, maker in card.bootPriority = maker.one([-1, 5]) },
        card("bandwidthGroup") { card, _ in card.bandwidthGroup = "no such group" },
        SpecFault("networks.bandwidthGroup", "a group of disks") { draft, _ in
            draft.spec.bandwidthGroups.append(BandwidthGroup(name: "of disks", kind: .disk, limit: .mebibytes(1)))
            var card = NetworkAdapter.unplugged
            card.bandwidthGroup = "of disks"
            return draft.place(card: card, "bandwidthGroup")
        },
    ]

    static let ofNAT: [SpecFault] = [
        forwards("[0].hostPort") { maker in [PortForward(hostPort: maker.one([-1, 65_536]), guestPort: 80)] },
        forwards("[0].guestPort") { maker in [PortForward(hostPort: 0, guestPort: maker.one([0, -1, 65_536]))] },
        forwards("[0].name") { maker in [PortForward(name: maker.one(["", "a,b"]), hostPort: 81, guestPort: 80)] },
        forwards("[0].hostAddress") { maker in
            [PortForward(hostAddress: maker.one(["localhost", "1.2.3", "::1"]), hostPort: 82, guestPort: 80)]
        },
        forwards("[0].guestAddress") { _ in [PortForward(hostPort: 83, guestAddress: "guest", guestPort: 80)] },
        forwards("[1].name") { _ in
            [PortForward(name: "n", hostPort: 84, guestPort: 80), PortForward(name: "n", hostPort: 85, guestPort: 80)]
        },
        forwards("[1].hostPort") { _ in
            [PortForward(name: "a", hostPort: 86, guestPort: 80), PortForward(name: "b", hostPort: 86, guestPort: 81)]
        },
        SpecFault("networks.forwards between cards", "a port twice") { draft, _ in
            _ = draft.place(card: .nat(forwards: [PortForward(hostPort: 87, guestPort: 80)]), "")
            return draft.place(
                card: .nat(forwards: [PortForward(hostPort: 87, guestPort: 80)]), "forwards[0].hostPort")
        },
        card("nat.network") { card, maker in
            card.nat.network = maker.one(["10.0.2.0", "10.0.2.0/7", "10.0.2.0/29", "10.0.2.1/24", "a/24", "10.0.0/8"])
        },
        card("nat.hostAddress") { card, _ in card.nat.hostAddress = "here" },
        card("nat.tftpNextServer") { card, _ in card.nat.tftpNextServer = "there" },
    ]

    private static func card(
        _ key: String, _ spoil: @escaping @Sendable (inout NetworkAdapter, inout SpecMaker) -> Void
    ) -> SpecFault {
        SpecFault("networks.\(key)", "a card") { draft, maker in
            var card = NetworkAdapter.nat()
            spoil(&card, &maker)
            return draft.place(card: card, key)
        }
    }

    private static func forwards(
        _ key: String, _ make: @escaping @Sendable (inout SpecMaker) -> [PortForward]
    ) -> SpecFault {
        SpecFault("networks.forwards\(key)", "a forward") { draft, maker in
            draft.place(card: .nat(forwards: make(&maker)), "forwards\(key)")
        }
    }
}

extension SpecFault.Draft {
    /// Adds a card; gives the place of something in it.
    mutating func place(card: NetworkAdapter, _ key: String) -> String {
        spec.networks.append(card)
        return "networks[\(spec.networks.count - 1)].\(key)"
    }
}
