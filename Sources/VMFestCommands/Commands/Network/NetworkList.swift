//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest network ls`.
struct NetworkList: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: "Lists the networks of the host that machines can share.",
        discussion: """
            EXAMPLES
              vmfest network ls
              vmfest network ls --json

            JSON
              An array, by name, of objects with the keys
                name         the name
                kind         nat, private or internal
                network      what a card in a spec names to be in it
                subnet       its addresses, such as 10.128.0.0/24; absent if it has none
                ipv6Subnet   its IPv6 addresses, such as fd00:10:128::/64; absent if it has
                             none
                hostAddress  the host's address in it; absent if it has none
                dhcp         what hands out addresses: server, from, to, and fixed, which
                             has addresses by hardware address; absent if nobody does
                forwards     ports of the host that lead into it: name, transport,
                             hostAddress (absent for all), hostPort, guestAddress,
                             guestPort
                enabled      whether machines can use it
                managed      whether VMFest made it
              More keys may come; these keep their names and meanings.
            """
    )

    @OptionGroup var output: NamedOutputOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let networks = try await host.withHost { host in
            try await ProgressLine.during("network ls") { _ in try await host.networks() }
        }
        try output.renderer.show(NetworkTable(networks: networks))
    }
}
