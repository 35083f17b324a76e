//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest network create`.
struct NetworkCreate: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Makes a network, all of it or nothing.",
        discussion: """
            Without --subnet, a range of addresses is chosen that nobody uses. A private network whose subnet there is \
            already is not made again: that one is used, and its name is given.

            A forward leads from a port of the host to a machine in a NAT network. Its parts are its name, tcp or udp, the \
            host's address or nothing for all, the host's port, the machine's address, and its port. IPv6 addresses are in square \
            brackets; the network then has --ipv6-subnet.

            EXAMPLES
              vmfest network create lab
              vmfest network create lab --subnet 10.128.0.0/24
              vmfest network create web --subnet 10.129.0.0/24 \\
                --forward http:tcp::8080:10.129.0.15:80
              vmfest network create six --ipv6-subnet fd00:10:128::/64 \\
                --forward 'ssh:tcp:[::1]:2222:[fd00:10:128::15]:22'
              vmfest network create site --kind private --subnet 192.168.60.0/24
              vmfest network create back --kind internal --no-dhcp
            """
    )

    @Argument(help: "A name: lower-case letters, digits, dots, hyphens and underscores.")
    var name: String

    @Option(
        help: ArgumentHelp("nat, private or internal. Default: nat.", valueName: "kind"),
        transform: Network.Kind.init(argument:))
    var kind: Network.Kind = .nat

    @Option(
        help: ArgumentHelp("Its addresses, such as 10.128.0.0/24.", valueName: "network"),
        transform: Subnet.init(argument:))
    var subnet: Subnet?

    @Option(
        name: .customLong("ipv6-subnet"),
        help: ArgumentHelp("IPv6 addresses of a NAT network, such as fd00:10:128::/64.", valueName: "network"),
        transform: IPv6Subnet.init(argument:))
    var ipv6Subnet: IPv6Subnet?

    @Flag(inversion: .prefixedNo, help: "Hand out addresses.")
    var dhcp = true

    @Option(
        name: .customLong("forward"),
        help: ArgumentHelp("A port of the host that leads into it; can be given several times.", valueName: "forward"),
        transform: NetworkForward.init(argument:))
    var forwards: [NetworkForward] = []

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (name, kind) = (name, kind)
        let options = NetworkOptions(subnet: subnet, ipv6Subnet: ipv6Subnet, hasDHCP: dhcp, forwards: forwards)
        let network = try await host.withHost { host in
            try await ProgressLine.during("network create \(name)") { _ in
                try await host.createNetwork(name, kind, options)
            }
        }
        try StandardOutput.write(network.name)
    }
}
