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
                name             the name, as a card in a spec gives it
                up               whether it is up
                wireless         whether it is wireless
                usable           whether it is up and has an address
                address          its address; absent if it has none
                subnet           the network that it is in; absent if it has none
                hardwareAddress  its hardware address; absent if it has none
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
