//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

extension SpecMaker {
    mutating func networks(_ spec: MachineSpec) -> [NetworkAdapter] {
        let groups = spec.bandwidthGroups.filter { $0.kind == .network }.map(\.name) + [""]
        return list(0...(spec.platform.chipset == .ich9 ? 12 : 8)) { maker, slot in
            var card = NetworkAdapter(
                maker.attachment(slot), model: maker.one(NetworkAdapter.Model.allCases),
                macAddress: maker.maybe { $0.hardwareAddress() }, cableConnected: maker.chance(70))
            card.enabled = maker.chance(80)
            card.lineSpeed = maker.maybe { $0.number(0...4_000_000) }
            card.promiscuousMode = maker.any()
            card.bootPriority = maker.maybe { $0.number(0...4) }
            card.bandwidthGroup = maker.maybe { $0.one(groups) }
            if case .nat = card.attachment { card.nat = maker.natOptions() }
            return card
        }
    }

    private mutating func attachment(_ slot: Int) -> NetworkAdapter.Attachment {
        switch number(0...6) {
        case 0, 1: return .nat(forwards: list(0...4) { $0.forward(slot, $1) })
        case 2: return .internal(network: text())
        case 3: return .natNetwork(network: text())
        case 4:
            let keys = ["sport", "dport", "dest", "my key"].prefix(number(0...4))
            var properties: [String: String] = [:]
            for key in keys { properties[key] = text() }
            return .generic(driver: one(["UDPTunnel", "VDE", text()]), properties: properties)
        case 5: return surroundings.bridges.isEmpty ? .none : .bridged(interface: one(surroundings.bridges))
        default: return .none
        }
    }

    /// One whose port no other forward of the machine has.
    private mutating func forward(_ slot: Int, _ index: Int) -> PortForward {
        PortForward(
            name: maybe { "\($0.one(["ssh", "a b", "ä <&>", "x=1;y"])) \(index)" }, transport: one([.tcp, .udp]),
            hostAddress: one(["", "127.0.0.1", "127.0.0.2"]),
            hostPort: surroundings.firstPort + slot * 100 + index * 10 + number(0...9),
            guestAddress: one(["", "10.0.2.15"]), guestPort: number(1...65_535))
    }

    private mutating func natOptions() -> NATOptions {
        NATOptions(
            network: maybe { $0.one(["", "10.7.0.0/16", "192.168.99.0/24", "172.16.1.16/28", "10.0.0.0/8"]) },
            hostAddress: maybe { $0.one(["", "127.0.0.1"]) }, dnsPassDomain: flag(), dnsProxy: flag(),
            dnsUseHostResolver: flag(), aliasLog: flag(), aliasProxyOnly: flag(), aliasSamePorts: flag(),
            tftpPrefix: maybe { $0.one(["", "/srv/tftp", "a b"]) }, tftpBootFile: maybe { $0.one(["", "pxe.0"]) },
            tftpNextServer: maybe { $0.one(["", "10.0.2.4"]) }, localhostReachable: flag())
    }

    private mutating func hardwareAddress() -> String {
        let separator = one(["", ":", "-"])
        var bytes: [String] = []
        for place in 0..<6 {
            let byte = String(place == 0 ? number(0...127) * 2 : number(0...255), radix: 16)
            bytes.append(byte.count == 1 ? "0" + byte : byte)
        }
        return bytes.joined(separator: separator)
    }

    mutating func serialPort(_ slot: Int) -> SerialPort {
        let connection: SerialPort.Connection =
            switch number(0...6) {
            case 0: .file("console \(slot).log")
            case 1: .file("\(surroundings.folder)/\(slot).log")
            case 2: .pipe("/tmp/pipe \(slot)", isServer: chance(50))
            case 3: .device("/dev/ttyS\(slot)")
            case 4: .tcp("\(number(1...65_535))", isServer: true)
            case 5: .tcp("localhost:\(number(1...65_535))", isServer: false)
            default: .none
            }
        return SerialPort(
            connection, enabled: chance(80), uart: any(), ioAddress: maybe { $0.number(1...65_535) },
            irq: maybe { $0.number(0...255) })
    }
}
