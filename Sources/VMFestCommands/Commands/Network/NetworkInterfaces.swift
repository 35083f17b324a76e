//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest network interfaces`.
struct NetworkInterfaces: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "interfaces",
        abstract: "Lists the host's interfaces that cards can be bridged to.",
        discussion: """
            Those that are up and have an address, unless --all is given.

            EXAMPLES
              vmfest network interfaces
              vmfest network interfaces --all --json

            JSON
              An array, by name, of objects with the keys
                name              the name, as a card in a spec gives it
                shortName         the operating system's name for it
                id                VirtualBox's UUID of it
                kind              bridged; 'vmfest host show' lists host-only and other
                up                whether it is up; absent if that is not known
                usable            whether it is bridged, up and has an address
                wireless          whether it is wireless
                medium            Ethernet, PPP, SLIP or Unknown
                usesDHCP          whether its address comes from a DHCP server
                address, mask     its IPv4 address; absent if it has none
                subnet            the network that it is in; absent if it is in none
                ipv6Address, ipv6PrefixLength
                                  its IPv6 address; absent if it has none
                hardwareAddress   its hardware address; absent if it has none
                network           VirtualBox's own name of what is behind it
              More keys may come; these keep their names and meanings.
            """
    )

    @Flag(help: "List those, too, that are down or have no address.")
    var all = false

    @OptionGroup var output: NamedOutputOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let all = all
        let interfaces = try await host.withHost { host in
            try await ProgressLine.during("network interfaces") { _ in
                try await host.bridgedInterfaces().filter { all || $0.isUsable }
            }
        }
        try output.renderer.show(InterfaceTable(interfaces: interfaces))
    }
}
