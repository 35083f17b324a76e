//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser

/// `vmfest network`.
struct NetworkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "network",
        abstract: "Keeps the networks that machines share.",
        discussion: """
            Machines in a NAT network reach each other and what the host reaches; those in a private network reach each \
            other and the host; those in an internal one each other only. A card of a machine names the network in the \
            machine's spec; 'vmfest network ls' says by which name.

            VMFest removes and changes networks only that it made.

            EXAMPLES
              vmfest network create lab --subnet 10.128.0.0/24
              vmfest network ls
              vmfest network rm lab
            """,
        subcommands: [
            NetworkCreate.self, NetworkList.self, NetworkShow.self, NetworkForwards.self, NetworkAddress.self,
            NetworkLeases.self, NetworkInterfaces.self, NetworkRemove.self,
        ]
    )

    func run() async throws {
        throw CleanExit.helpRequest(self)
    }
}
