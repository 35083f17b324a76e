//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

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
        #expect(local.hostAddress == .loopback && local.transport == .udp)
    }

    @Test(
        "what is no forward is none",
        arguments: [
            "", "a:tcp::0:10.0.0.5:22", "a:tcp::1:10.0.0.5:70000", ":tcp::1:10.0.0.5:22", "a:sctp::1:10.0.0.5:22",
            "a:tcp:x:1:10.0.0.5:22",
            "a:tcp::1:10.0.0:22", "a:tcp::1:22",
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
        let taken = NetworkPlan.Neighbour(name: "the network 'x'", subnet: try #require(Subnet("10.128.0.0/23")))
        let plan = NetworkPlan(name: "a", kind: .nat, options: NetworkOptions())
        #expect(try plan.subnet(beside: [taken], within: nil) == Subnet("10.128.2.0/24"))
        let narrow = NetworkPlan(name: "a", kind: .nat, options: NetworkOptions(subnet: Subnet("10.128.1.0/24")))
        let error = try #require(throws: VMFestError.self) { try narrow.subnet(beside: [taken], within: nil) }
        #expect(error.code == .inUse)
        #expect(error.message.contains("'x'"))
    }

    @Test("private networks are where VirtualBox permits them")
    func ranges() throws {
        let inside = try #require(Subnet("192.168.60.0/24"))
        let outside = try #require(Subnet("10.0.0.0/24"))
        #expect(HostOnlyRanges.usual.reason(against: inside) == nil)
        let reason = try #require(HostOnlyRanges.usual.reason(against: outside))
        #expect(reason.contains("192.168.56.0/21") && reason.contains("* 10.0.0.0/24"))
        let file = HostOnlyRanges(text: "# all of ours\n* 10.0.0.0/8 172.16.0.0/12 # and more\n* 2001::/64\nnonsense\n")
        #expect(file.reason(against: outside) == nil)
        #expect(file.reason(against: inside) != nil)
        #expect(HostOnlyRanges(text: "* 0.0.0.0/0").reason(against: inside) == nil)
        let plan = NetworkPlan(name: "a", kind: .private, options: NetworkOptions())
        #expect(try plan.subnet(beside: [], within: .usual) == Subnet("192.168.56.0/24"))
        #expect(throws: VMFestError.self) { try plan.subnet(beside: [], within: HostOnlyRanges(text: "")) }
    }
}
