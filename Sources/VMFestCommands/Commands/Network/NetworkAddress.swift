//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest network address`.
struct NetworkAddress: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "address",
        abstract: "Has a network keep an address for a card.",
        discussion: """
            The card gets it when it asks next. Without an address, none is kept any more.

            EXAMPLES
              vmfest network address lab 08:00:27:0a:0b:0c 10.128.0.15
              vmfest network address lab 08:00:27:0a:0b:0c
            """
    )

    @Argument(help: "The network's name.")
    var name: String

    @Argument(help: "The card's hardware address.")
    var card: String

    @Argument(help: "The address.", transform: IPv4Address.init(argument:))
    var address: IPv4Address?

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (name, card, address) = (name, card, address)
        try await host.withHost { host in
            try await ProgressLine.during("network address \(name)") { _ in
                try await host.keepAddress(address, for: card, in: name)
            }
        }
    }
}
