//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

@testable import VMFest

struct NetworkTests {
    @Test(
        "what is no address is none",
        arguments: ["", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "a.b.c.d", "1.2.3.-4", "+1.2.3.4"])
    func addresses(text: String) {
        #expect(IPv4Address(text) == nil)
    }

    @Test("an address is written as it is read", arguments: ["0.0.0.0", "10.128.0.15", "255.255.255.255"])
    func address(text: String) {
        #expect(IPv4Address(text)?.description == text)
    }

    @Test(
        "an IPv6 address is read in all its forms and written in the shortest",
        arguments: [
            ("::", "::"), ("::1", "::1"), ("fd00:10:128::15", "fd00:10:128::15"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
            ("FD00:0010:128:0:0::0016", "fd00:10:128::16"), ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"), ("1::", "1::"),
            ("::ffff:10.0.0.1", "::ffff:a00:1"), ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
            ("1:0:0:2::", "1:0:0:2::"), ("0:0:1::2", "0:0:1::2"),
        ])
    func ipv6(text: String, short: String) throws {
        let address = try #require(IPv6Address(text))
        #expect(address.description == short)
        #expect(IPv6Address(short) == address)
        #expect(IPAddress(text) == .v6(address))
    }

    @Test(
        "what is no IPv6 address is none",
        arguments: [
            "", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "1:2:3:4:5:6:7::8", "g::", "12345::",
            "+1::", "1:", ":1", "1.2.3.4::", "::1.2.3", "fe80::1%eth0", "1:2:3:4:5:6:7:1.2.3.4", "[::1]", "１::",
        ])
    func badIPv6(text: String) {
        #expect(IPv6Address(text) == nil)
        #expect(IPAddress(text) == nil)
    }

    @Test(
        "an interface is usable that is a card of the host's, up and has an address; its JSON has the documented keys")
    func interface() throws {
        var interface = HostInterface(
            name: "eth0", shortName: "eth0", id: "u", kind: .bridged, isUp: true, isWireless: false, medium: "Ethernet",
            usesDHCP: true, address: IPv4Address("192.0.2.2"), mask: IPv4Address("255.255.255.0"),
            ipv6Address: IPv6Address("fe80::1"), ipv6PrefixLength: 64, hardwareAddress: "02:00:00:00:00:01",
            network: "HostInterfaceNetworking-eth0")
        #expect(interface.isUsable && interface.subnet == Subnet("192.0.2.0/24"))
        let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(interface)) as? [String: Any]
        let keys = [
            "address", "hardwareAddress", "id", "ipv6Address", "ipv6PrefixLength", "kind", "mask", "medium", "name",
            "network", "shortName", "subnet", "up", "usable", "usesDHCP", "wireless",
        ]
        #expect(object?.keys.sorted() == keys)
        #expect(object?["ipv6Address"] as? String == "fe80::1" && object?["subnet"] as? String == "192.0.2.0/24")
        interface.address = nil
        #expect(!interface.isUsable && interface.subnet == nil, "a link-local address leads nowhere")
        interface.ipv6Address = IPv6Address("2001:db8::1")
        #expect(interface.isUsable)
        interface.isUp = nil
        #expect(!interface.isUsable)
        interface.isUp = true
        interface.kind = .hostOnly
        #expect(!interface.isUsable)
    }

    @Test(
        "what is no network is none: short forms, addresses inside, odd lengths",
        arguments: [
            "", "192.168/16", "192.168.1.1/24", "10.0.0.0", "10.0.0.0/7", "10.0.0.0/30", "10.0.0.0/024", "10.0.0.0/x",
            "10.0.0.0/24/1",
        ])
    func subnets(text: String) {
        #expect(Subnet(text) == nil)
    }

    @Test("a network knows its addresses")
    func subnet() throws {
        let subnet = try #require(Subnet("192.168.56.0/21"))
        #expect("\(subnet)" == "192.168.56.0/21")
        #expect("\(subnet.mask)" == "255.255.248.0")
        #expect("\(subnet.hosts.lowerBound) \(subnet.hosts.upperBound)" == "192.168.56.1 192.168.63.254")
        let part = try #require(Subnet("192.168.60.0/24"))
        let other = try #require(Subnet("192.168.64.0/24"))
        #expect(subnet.contains(part) && !part.contains(subnet) && part.overlaps(subnet))
        #expect(!subnet.overlaps(other))
        let address = try #require(IPv4Address("192.168.60.7"))
        let mask = try #require(IPv4Address("255.255.255.0"))
        #expect(Subnet(containing: address, mask: mask) == part)
        let odd = try #require(IPv4Address("255.0.255.0"))
        #expect(Subnet(containing: address, mask: odd) == nil)
    }

    @Test("a forward is read as VirtualBox writes it, and as VMFest does")
    func forwards() throws {
        let forward = try #require(NetworkForward("ssh:tcp:[]:2222:[10.77.0.5]:22"))
        #expect("\(forward)" == "ssh:tcp::2222:10.77.0.5:22")
        #expect(NetworkForward("\(forward)") == forward)
        let local = try #require(NetworkForward("a:udp:127.0.0.1:53:10.77.0.5:5353"))
        #expect(local.hostAddress == .v4(.loopback) && local.transport == .udp)
        let six = try #require(NetworkForward("s:tcp:[::1]:2222:[fd00:10:128:0:0::0016]:22"))
        #expect("\(six)" == "s:tcp:[::1]:2222:[fd00:10:128::16]:22")
        #expect(NetworkForward("\(six)") == six)
        let all = try #require(NetworkForward("s:udp:[]:53:[fd00::16]:53"))
        #expect(all.hostAddress == nil && NetworkForward("\(all)") == all)
        let usual = NetworkForward(name: "s", hostPort: 2222, guestAddress: six.guestAddress, guestPort: 22)
        #expect(usual == six, "the loopback address is of the same version")
        let json = try String(decoding: JSONEncoder().encode(six), as: UTF8.self)
        #expect(json.contains(#""guestAddress":"fd00:10:128::16""#) && json.contains(#""hostAddress":"::1""#))
    }

    @Test("an IPv6 network has 64 bits and addresses that machines can have")
    func ipv6Subnets() throws {
        for text in ["fd00:10:128::/64", "2001:db8:1:2::/64"] { #expect(IPv6Subnet(text)?.description == text) }
        for text in [
            "", "fd00::", "fd00::/48", "fd00::1/64", "fe80::/64", "::/64", "fec0::/64", "ff02::/64", "4000::/64",
            "fd00::/064",
        ] {
            #expect(IPv6Subnet(text) == nil, "\(text)")
        }
    }

    @Test("forwards stay in one version of addresses, and in the network's")
    func ipv6Problems() throws {
        func problems(_ kind: Network.Kind, _ ipv6: String?, _ forwards: String...) throws -> [String] {
            let options = NetworkOptions(
                subnet: Subnet("10.1.0.0/24"), ipv6Subnet: ipv6.flatMap { IPv6Subnet($0) },
                forwards: try forwards.map { try #require(NetworkForward($0)) })
            return NetworkPlan(name: "six", kind: kind, options: options).problems().map { "\($0)" }
        }
        let good = ["a:tcp::80:[fd00::5]:80", "b:tcp::80:10.1.0.5:80", "c:tcp:[::1]:81:[fd00::5]:80"]
        #expect(try problems(.nat, "fd00::/64", good[0], good[1], good[2]) == [])
        #expect(try problems(.nat, nil, good[0]).map { $0.contains("has no IPv6 addresses") } == [true])
        #expect(try problems(.nat, "fd01::/64", good[0]).map { $0.contains("not in fd01::/64") } == [true])
        #expect(try problems(.nat, "fd00::/64", "a:tcp::80:[fd00::1]:80").count == 1, "that is the way out")
        let mixed = try problems(.nat, "fd00::/64", "a:tcp:127.0.0.1:80:[fd00::5]:80")
        #expect(mixed.map { $0.contains("only one is an IPv6 address") } == [true])
        #expect(try problems(.nat, "fd00::/64", good[0], "b:tcp:[::1]:80:[fd00::6]:80").count == 1, "all has the port")
        #expect(
            try problems(.nat, nil, "a:tcp:127.0.0.1:80:10.1.0.5:80", "b:tcp:127.0.0.2:80:10.1.0.5:80") == [],
            "two addresses have two ports")
        #expect(try problems(.internal, "fd00::/64").map { $0.contains("only NAT networks") } == [true])
    }

    @Test(
        "what is no forward is none",
        arguments: [
            "", "a:tcp::0:10.0.0.5:22", "a:tcp::1:10.0.0.5:70000", ":tcp::1:10.0.0.5:22", "a:sctp::1:10.0.0.5:22",
            "a:tcp:x:1:10.0.0.5:22",
            "a:tcp::1:10.0.0:22", "a:tcp::1:22", "a:tcp:::1:1:fd00::5:22", "a:tcp:[::1:1:[fd00::5]:22",
            "a:tcp:[x]:1:[fd00::5]:22", "a:tcp::1:[]:22", "a:tcp::1:[fd00::5]x:22",
        ])
    func badForwards(text: String) {
        #expect(NetworkForward(text) == nil)
    }

    @Test("all that is wrong with a network is told at once")
    func problems() throws {
        let inside = try #require(NetworkForward("a:tcp::80:10.1.0.5:80"))
        let outside = try #require(NetworkForward("a:tcp::80:10.2.0.5:80"))
        let options = NetworkOptions(subnet: Subnet("10.1.0.0/24"), forwards: [inside, outside])
        let plan = NetworkPlan(name: "No Name", kind: .internal, options: options)
        let text = plan.problems().map { "\($0)" }.joined(separator: "\n")
        for part in ["No Name", "NAT networks only", "10.2.0.5", "name of another", "port 80 a second time"] {
            #expect(text.contains(part), "\(text)")
        }
        #expect(plan.problems().count == 5)
    }

    @Test("addresses are chosen where nobody is, and those that overlap are refused with the other's name")
    func choice() throws {
        let taken = NetworkPlan.Neighbour(name: "the network 'x'", subnet: Subnet("10.128.0.0/23"))
        let plan = NetworkPlan(name: "a", kind: .nat, options: NetworkOptions())
        #expect(try plan.subnet(beside: [taken], within: nil) == Subnet("10.128.2.0/24"))
        let narrow = NetworkPlan(name: "a", kind: .nat, options: NetworkOptions(subnet: Subnet("10.128.1.0/24")))
        let error = try #require(throws: VMFestError.self) { try narrow.subnet(beside: [taken], within: nil) }
        #expect(error.code == .inUse)
        #expect(error.message.contains("'x'"))
        let six = NetworkPlan.Neighbour(name: "the network 'y'", ipv6Subnet: IPv6Subnet("fd00::/64"))
        let same = NetworkPlan(name: "a", kind: .nat, options: NetworkOptions(ipv6Subnet: IPv6Subnet("fd00::/64")))
        let second = try #require(throws: VMFestError.self) { try same.subnet(beside: [six], within: nil) }
        #expect(second.code == .inUse && second.message.contains("'y'"))
    }

    @Test("private networks are where VirtualBox permits them")
    func ranges() throws {
        let inside = try #require(Subnet("192.168.60.0/24"))
        let outside = try #require(Subnet("10.0.0.0/24"))
        #expect(HostOnlyRanges.usual.reason(against: inside) == nil)
        let reason = try #require(HostOnlyRanges.usual.reason(against: outside))
        #expect(reason.contains("192.168.56.0/21") && reason.contains("* 10.0.0.0/24"))
        let file = HostOnlyRanges(text: "# all of ours\n\n* 10.0.0.0/8\t172.16.0.7/12\n* 2001::/64\n")
        #expect(file.permitted.map(\.description) == ["10.0.0.0/8", "172.16.0.7/12", "2001::/64"])
        #expect(file.misunderstood.isEmpty)
        #expect(file.reason(against: outside) == nil)
        #expect(file.reason(against: inside)?.contains("10.0.0.0/8, 172.16.0.7/12, 2001::/64") == true)
        #expect(HostOnlyRanges(text: "* 0.0.0.0/0").reason(against: inside) == nil)
        let plan = NetworkPlan(name: "a", kind: .private, options: NetworkOptions())
        #expect(try plan.subnet(beside: [], within: .usual) == Subnet("192.168.56.0/24"))
        #expect(throws: VMFestError.self) { try plan.subnet(beside: [], within: HostOnlyRanges(text: "")) }
    }

    @Test("what VirtualBox does not understand in its file is told with its line, and counts for nothing")
    func misunderstoodRanges() throws {
        let text = "*10.0.0.0/8\n10.1.0.0/16\n* 10.2.0.0/16, 10.3.0.0/16 # ours\n* 10.4.0.0/33\n"
        let ranges = HostOnlyRanges(text: text)
        #expect(ranges.permitted.map(\.description) == ["10.3.0.0/16"])
        #expect(
            ranges.misunderstood == [
                "line 1: '*10.0.0.0/8'", "line 2: '10.1.0.0/16'", "line 3: '10.2.0.0/16, # ours'",
                "line 4: '10.4.0.0/33'",
            ])
        #expect(HostOnlyRanges(text: "* 10.0.0.0\n").reason(against: try #require(Subnet("10.0.0.0/24"))) != nil)
    }

    @Test("the ranges are those of the file, VirtualBox's own without one, and unknown where it can not be read")
    func rangesOfFile() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/networks.conf"
            #expect(try await HostOnlyRanges(file: path) == .usual)
            try Data("* 10.0.0.0/8\n".utf8).write(to: URL(filePath: path))
            let ranges = try await HostOnlyRanges(file: path)
            #expect(ranges.source == .file && ranges.permitted.map(\.description) == ["10.0.0.0/8"])
            // A folder in its place is there and no file, for whoever runs the tests.
            let unreadable = try await HostOnlyRanges(file: folder)
            #expect(unreadable.source == .unreadable)
            #expect(unreadable.permit(try #require(Subnet("172.16.0.0/24"))))
        }
    }

    @Test("private networks outside of the ranges are told from all others")
    func forbidden() throws {
        func network(_ kind: Network.Kind, _ subnet: String?) -> Network {
            Network(
                name: "\(kind) \(subnet ?? "")", kind: kind, cardName: "c", subnet: subnet.flatMap { Subnet($0) },
                isManaged: false)
        }
        let networks = [
            network(.private, "192.168.56.0/24"), network(.private, "192.168.0.0/16"), network(.private, nil),
            network(.nat, "10.0.0.0/24"), network(.private, "10.0.0.0/24"),
        ]
        #expect(HostOnlyRanges.usual.forbidden(among: networks) == [networks[1], networks[4]])
    }
}
