//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

/// Networks are configured on the real service; their traffic needs a driver that not every host has.
@Suite("Networks", .virtualBox)
struct NetworkTests {
    /// A service of its own: names and addresses of networks are the host's.
    private func run(_ test: @escaping @Sendable (Fixture) async throws -> Void) async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage, test)
        }
    }

    @Test("a NAT network is made, changed and removed, as VirtualBox's own tool sees it")
    func natNetwork() async throws {
        try await run { fixture in
            let (host, manage) = (fixture.host, fixture.manage)
            let forward = try #require(NetworkForward("ssh:tcp:127.0.0.1:2222:10.131.0.15:22"))
            let options = NetworkOptions(subnet: Subnet("10.131.0.0/24"), forwards: [forward])
            let network = try await host.createNetwork("lab", .nat, options)
            #expect(network.isManaged && network.subnet == options.subnet && network.forwards == [forward])
            #expect(network.hostAddress == IPv4Address("10.131.0.1"))
            #expect(network.dhcp?.range?.upperBound == IPv4Address("10.131.0.254"))
            var listing = try await manage("natnetwork", "list")
            for part in ["10.131.0.0/24", "ssh:tcp:[127.0.0.1]:2222:[10.131.0.15]:22"] {
                #expect(listing.contains(part))
            }

            try await host.addForward(try #require(NetworkForward("web:tcp::8080:10.131.0.15:80")), to: "lab")
            try await host.removeForward("ssh", from: "lab")
            try await host.removeForward("ssh", from: "lab")
            listing = try await manage("natnetwork", "list")
            #expect(listing.contains("web:tcp:[]:8080") && !listing.contains("ssh:tcp"))

            let address = try #require(IPv4Address("10.131.0.20"))
            try await host.keepAddress(address, for: "080027000001", in: "lab")
            #expect(try await host.network(named: "lab").dhcp?.fixed == ["08:00:27:00:00:01": address])
            #expect(try await manage("list", "dhcpservers").contains("10.131.0.20"))
            try await refuses(.inUse) { try await host.keepAddress(address, for: "080027000002", in: "lab") }
            try await host.keepAddress(nil, for: "08:00:27:00:00:01", in: "lab")
            #expect(try await host.network(named: "lab").dhcp?.fixed == [:])
            #expect(try await host.leases(in: "lab") == [])

            try await host.removeNetwork("lab")
            #expect(try await !manage("natnetwork", "list").contains("lab"))
            #expect(try await !manage("list", "dhcpservers").contains("lab"))
            try await refuses(.noSuchNetwork) { try await host.removeNetwork("lab") }
            #expect(try await !manage("getextradata", "global", "enumerate").contains("vmfest/networks"))
        }
    }

    @Test("a NAT network has IPv6 addresses and forwards of both versions, as VirtualBox's own tool sees it")
    func ipv6() async throws {
        try await run { fixture in
            let (host, manage) = (fixture.host, fixture.manage)
            let four = try #require(NetworkForward("ssh:tcp:127.0.0.1:2222:10.135.0.15:22"))
            let six = try #require(NetworkForward("web:tcp:[::1]:2222:[fd00:10:135::15]:80"))
            let prefix = try #require(IPv6Subnet("fd00:10:135::/64"))
            let options = NetworkOptions(subnet: Subnet("10.135.0.0/24"), ipv6Subnet: prefix, forwards: [four, six])
            let network = try await host.createNetwork("six", .nat, options)
            #expect(network.ipv6Subnet == prefix && network.forwards == [four, six])
            func lists() async throws -> (four: String, six: String) {
                let parts = try await manage("natnetwork", "list").components(separatedBy: "Port-forwarding (ipv6)")
                return (parts[0], parts.dropFirst().first ?? "")
            }
            var seen = try await lists()
            #expect(seen.four.contains(#/IPv6: +Yes/#) && seen.four.contains(#/IPv6 Prefix: +fd00:10:135::\/64/#))
            #expect(seen.four.contains("ssh:tcp:[127.0.0.1]:2222:[10.135.0.15]:22"))
            #expect(seen.six.contains("web:tcp:[::1]:2222:[fd00:10:135::15]:80") && !seen.six.contains("ssh:"))

            try await host.addForward(try #require(NetworkForward("dns:udp::53:[fd00:10:135::15]:53")), to: "six")
            #expect(try await lists().six.contains("dns:udp:[]:53:[fd00:10:135::15]:53"))
            for (text, code) in [
                ("web:tcp::1:10.135.0.15:1", VMFestError.Code.nameTaken), ("x:tcp::2222:[fd00:10:135::16]:1", .inUse),
                ("x:tcp::1:[fd00:10:136::16]:1", .invalidArgument),
                ("x:tcp:127.0.0.1:1:[fd00:10:135::16]:1", .invalidArgument),
            ] {
                let forward = try #require(NetworkForward(text))
                try await refuses(code) { try await host.addForward(forward, to: "six") }
            }
            let again = NetworkOptions(ipv6Subnet: prefix)
            try await refuses(.inUse) { try await host.createNetwork("other", .nat, again) }

            try await host.removeForward("web", from: "six")
            seen = try await lists()
            #expect(seen.four.contains("ssh:") && !seen.six.contains("web:") && seen.six.contains("dns:"))
            // What others made is read as it is.
            try await manage(
                "natnetwork", "add", "--netname", "foreign", "--network", "10.136.0.0/24", "--ipv6", "on",
                "--ipv6-prefix", "fd00:10:136::/64", "--port-forward-6", "a:tcp:[]:80:[fd00:10:136:0:0::0016]:80")
            let foreign = try await host.network(named: "foreign")
            #expect(foreign.ipv6Subnet == IPv6Subnet("fd00:10:136::/64"))
            #expect(foreign.forwards.map { "\($0)" } == ["a:tcp::80:[fd00:10:136::16]:80"])
            try await host.removeNetwork("six")
            #expect(try await !manage("natnetwork", "list").contains("six"))
        }
    }

    @Test("what can not be is refused, and nothing is left of it")
    func refusals() async throws {
        try await run { fixture in
            let (host, manage) = (fixture.host, fixture.manage)
            try await manage("natnetwork", "add", "--netname", "foreign", "--network", "10.132.0.0/16", "--enable")
            let before = try await host.networks()
            #expect(before.first { $0.name == "foreign" }?.isManaged == false)
            let inside = NetworkOptions(subnet: Subnet("10.132.7.0/24"))
            let overlap = try await refuses(.inUse) { try await host.createNetwork("lab", .nat, inside) }
            #expect(overlap.message.contains("'foreign'"))
            try await refuses(.nameTaken) { try await host.createNetwork("foreign") }
            try await refuses(.invalidArgument) { try await host.createNetwork("No Name") }
            try await refuses(.notSupported) { try await host.removeNetwork("foreign") }
            let outside = NetworkOptions(subnet: Subnet("10.133.0.0/24"))
            try await refuses(.notSupported) { try await host.createNetwork("site", .private, outside) }
            #expect(try await host.networks() == before)
            #expect(try await !manage("getextradata", "global", "enumerate").contains("vmfest/networks"))
        }
    }

    @Test("an internal network has a DHCP server, and is not removed while a machine is in it")
    func internalNetwork() async throws {
        try await run { fixture in
            let host = fixture.host
            let network = try await host.createNetwork(
                "back", .internal, NetworkOptions(subnet: Subnet("10.134.0.0/24")))
            #expect(network.dhcp?.server == IPv4Address("10.134.0.3") && network.isManaged)
            let servers = try await fixture.manage("list", "dhcpservers")
            #expect(servers.contains("10.134.0.254"))
            var spec = MachineSpec.small
            spec.networks = [.internal("back")]
            let machine = try await fixture.machine("vm", spec)
            let error = try await refuses(.inUse) { try await host.removeNetwork("back") }
            #expect(error.message.contains(fixture.name()))
            #expect(try await host.leases(in: "back") == [], "its server never ran")
            try await machine.destroy()
            try await host.removeNetwork("back")
            #expect(try await host.networks().isEmpty)
        }
    }

    @Test("a private network is made, or the host has no driver for it, which is said, and nothing is left")
    func privateNetwork() async throws {
        try await run { fixture in
            let (host, manage) = (fixture.host, fixture.manage)
            do {
                let options = NetworkOptions(subnet: Subnet("192.168.61.0/24"))
                let network = try await host.createNetwork("site", .private, options)
                #expect(network.subnet == options.subnet && network.isManaged)
                // It is used again, not made again.
                #expect(try await host.createNetwork("other", .private, options) == network)
                try await host.removeNetwork("site")
            } catch let error as VMFestError where error.code == .notSupported {
                #expect(error.message.contains("vboxnetadp"))
            }
            #expect(try await !host.networks().contains { $0.kind == .private && $0.isManaged })
            #expect(try await !manage("getextradata", "global", "enumerate").contains("vmfest/networks"))
        }
    }

    @Test("a start that fails over a network says what the host lacks")
    func startWithoutDrivers() async throws {
        try await Fixture.run { fixture in
            var spec = MachineSpec.small
            spec.networks = [.internal(fixture.name("net"))]
            let machine = try await fixture.machine("vm", spec)
            do {
                try await machine.start()
                #expect(!TestEnvironment.isInterpreted, "there are no drivers")
            } catch let error as VMFestError {
                #expect(error.code == .startFailed)
                #expect(error.message.contains("runs without VirtualBox's drivers"), "\(error)")
            }
        }
    }

    @Test("the interfaces that cards can be bridged to are those that VirtualBox's own tool knows")
    func interfaces() async throws {
        try await Fixture.run { fixture in
            let interfaces = try await fixture.host.bridgedInterfaces()
            let known = try await fixture.manage("list", "bridgedifs").components(separatedBy: "\n\n").map { block in
                let lines = block.split(whereSeparator: \.isNewline).compactMap { line -> (String, String)? in
                    guard let colon = line.firstIndex(of: ":") else { return nil }
                    return (String(line[..<colon]), line[colon...].dropFirst().trimmingCharacters(in: .whitespaces))
                }
                return Dictionary(lines) { first, _ in first }
            }.filter { $0["Name"] != nil }
            #expect(interfaces.map(\.name) == known.compactMap { $0["Name"] }.sorted())
            for interface in interfaces {
                let seen = try #require(known.first { $0["Name"] == interface.name })
                #expect(interface.id == seen["GUID"] && interface.hardwareAddress == seen["HardwareAddress"])
                #expect((interface.address.map { "\($0)" } ?? "0.0.0.0") == seen["IPAddress"])
                #expect((interface.mask.map { "\($0)" } ?? "0.0.0.0") == seen["NetworkMask"])
                #expect(interface.ipv6Address == seen["IPV6Address"].flatMap { IPv6Address($0) })
                #expect("\(interface.ipv6PrefixLength ?? 0)" == seen["IPV6NetworkMaskPrefixLength"])
                #expect(interface.isUp == ["Up": true, "Down": false][seen["Status"] ?? ""])
                #expect(interface.isWireless == (seen["Wireless"] == "Yes") && interface.kind == .bridged)
                #expect(interface.medium == seen["MediumType"] && interface.usesDHCP == (seen["DHCP"] == "Enabled"))
                #expect(interface.network == seen["VBoxNetworkName"])
            }
            let all = try await fixture.host.info().networkInterfaces
            #expect(all.filter { $0.kind == .bridged } == interfaces, "both tell the same")
        }
    }

    @discardableResult
    private func refuses(_ code: VMFestError.Code, _ work: () async throws -> Void) async throws -> VMFestError {
        let error = try await #require(throws: VMFestError.self) { try await work() }
        #expect(error.code == code, "\(error)")
        return error
    }
}
