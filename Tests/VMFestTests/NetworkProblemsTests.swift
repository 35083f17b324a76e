//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VirtualBox

@testable import VMFest

struct NetworkProblemsTests {
    private func problems(_ networks: [NetworkAdapter]) -> [SpecProblem] {
        MachineSpec(networks: networks).problems(within: .sample, hasImage: false)
    }

    private func problems(_ forwards: [PortForward]) -> [SpecProblem] {
        problems([.unplugged, .nat(forwards: forwards)])
    }

    @Test("There are as many cards as the host allows")
    func count() {
        #expect(problems(Array(repeating: .unplugged, count: 8)).isEmpty)
        #expect(
            problems(Array(repeating: .unplugged, count: 9)) == [
                SpecProblem("networks", "9 are more than the 8 there can be")
            ])
    }

    @Test("A card's network has a name")
    func names() {
        let places = problems([.bridged(""), .hostOnly(""), .internal(""), .bridged("e"), .internal("n")]).map(\.place)
        #expect(places == ["networks[0].interface", "networks[1].interface", "networks[2].network"])
    }

    @Test(
        "A hardware address is twelve hexadecimal digits and no group's",
        arguments: [
            ("080027000001", true), ("08:00:27:00:00:01", true), ("08-00-27-00-00-0f", true), ("0800.2700.0001", true),
            ("08002700000", false), ("0800270000011", false), ("08002700000g", false), ("+80027000001", false),
            ("-80027000001", false), ("", false), ("08 00 27 00 00 01", false), ("090027000001", false),
            ("FF:FF:FF:FF:FF:FF", false),
        ])
    func hardwareAddress(text: String, fits: Bool) {
        let found = problems([NetworkAdapter(.nat(forwards: []), macAddress: text)])
        #expect(found.map(\.place) == (fits ? [] : ["networks[0].macAddress"]))
        #expect(found.allSatisfy { $0.message.hasPrefix("'\(text)' is") })
    }

    @Test("VirtualBox gets the digits only")
    func digits() {
        #expect(NetworkAdapter.digits(ofMACAddress: "08:00-27.ab:cd:ef") == "080027ABCDEF")
    }

    @Test("Ports are between 1 and 65535; the host's may be any", arguments: [1, 65_535, 0, 65_536, -1])
    func ports(port: Int) {
        let isPort = (1...65_535).contains(port)
        let host = problems([PortForward(hostPort: port, guestPort: 80)])
        let hostFault = "\(port) is not between 1 and 65535, nor 0 for any that is free"
        #expect(host == (isPort || port == 0 ? [] : [SpecProblem("networks[1].forwards[0].hostPort", hostFault)]))
        let guest = problems([PortForward(hostPort: 80, guestPort: port)])
        let guestFault = "\(port) is not between 1 and 65535"
        #expect(guest == (isPort ? [] : [SpecProblem("networks[1].forwards[0].guestPort", guestFault)]))
    }

    @Test("Forwards from any free port do not stand in one another's way")
    func anyPort() {
        let any = PortForward(hostPort: 0, guestPort: 80)
        #expect(problems([any, any, PortForward(hostPort: 0, guestPort: 22)]).isEmpty)
        let named = PortForward(name: "web", hostPort: 0, guestPort: 80)
        #expect(problems([named, named]) == [SpecProblem("networks[1].forwards[1].name", "'web' is there twice")])
    }

    @Test("A forward without a name is named after its port")
    func effectiveName() {
        #expect(PortForward(hostPort: 8080, guestPort: 80).effectiveName == "tcp-8080")
        #expect(PortForward(transport: .udp, hostPort: 53, guestPort: 53).effectiveName == "udp-53")
        #expect(PortForward(name: "web", hostPort: 8080, guestPort: 80).effectiveName == "web")
    }

    @Test("A name is neither empty nor does it contain a comma", arguments: ["", "a,b"])
    func badName(name: String) {
        #expect(
            problems([PortForward(name: name, hostPort: 1, guestPort: 1)]) == [
                SpecProblem("networks[1].forwards[0].name", "is empty or contains a comma")
            ])
    }

    @Test("No name is there twice on a card, given or made")
    func sameName() {
        let forwards = [
            PortForward(name: "tcp-8080", hostPort: 1, guestPort: 1), PortForward(hostPort: 8080, guestPort: 1),
        ]
        #expect(
            problems(forwards) == [SpecProblem("networks[1].forwards[1].name", "'tcp-8080' is there twice")])
    }

    @Test("No port of the host is forwarded twice")
    func samePort() {
        let first = PortForward(name: "a", hostPort: 80, guestPort: 1)
        let again = PortForward(name: "b", hostPort: 80, guestPort: 2)
        let other = PortForward(name: "c", transport: .udp, hostPort: 80, guestPort: 1)
        let elsewhere = PortForward(name: "d", hostAddress: "127.0.0.2", hostPort: 80, guestPort: 1)
        #expect(problems([first, other, elsewhere]).isEmpty)
        #expect(
            problems([first, again]) == [SpecProblem("networks[1].forwards[1].hostPort", "80 is forwarded twice")])
    }

    @Test("A card forwards IPv4 only, which is said of IPv6 addresses")
    func ipv6() {
        let found = problems([PortForward(hostAddress: "::1", hostPort: 80, guestAddress: "fd00::5", guestPort: 80)])
        #expect(found.map(\.place) == ["networks[1].forwards[0].hostAddress", "networks[1].forwards[0].guestAddress"])
        #expect(found.allSatisfy { $0.message.contains("is an IPv6 address; only a NAT network forwards those") })
        let nonsense = problems([PortForward(hostAddress: "here", hostPort: 80, guestPort: 80)])
        #expect(nonsense.map(\.message) == ["'here' is no IPv4 address, such as 127.0.0.1"])
    }

    @Test("A name and a port of different forwards are both told")
    func both() {
        let forwards = [
            PortForward(name: "a", hostPort: 80, guestPort: 1), PortForward(name: "b", hostPort: 81, guestPort: 1),
            PortForward(name: "a", hostPort: 81, guestPort: 1),
        ]
        #expect(
            problems(forwards).map(\.place) == ["networks[1].forwards[2].name", "networks[1].forwards[2].hostPort"])
    }

    @Test("A forward that is there three times is told once for each that is too many")
    func threeTimes() {
        let forwards = Array(repeating: PortForward(hostPort: 80, guestPort: 80), count: 3)
        #expect(
            problems(forwards).map(\.place) == ["networks[1].forwards[1].name", "networks[1].forwards[2].name"])
    }
}
