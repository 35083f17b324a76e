//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest network forward`.
struct NetworkForwards: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "forward",
        abstract: "Changes the ports of the host that lead into a NAT network.",
        discussion: """
            A network that is in use takes them at once. Those to remove go first.

            IPv6 addresses are in square brackets; the network must have been made with --ipv6-subnet.

            EXAMPLES
              vmfest network forward lab --add ssh:tcp:127.0.0.1:2222:10.128.0.15:22
              vmfest network forward six --add 'web:tcp::8080:[fd00:10:128::15]:80'
              vmfest network forward lab --rm ssh
            """
    )

    @Argument(help: "The network's name.")
    var name: String

    @Option(
        help: ArgumentHelp("A forward to add; can be given several times.", valueName: "forward"),
        transform: NetworkForward.init(argument:))
    var add: [NetworkForward] = []

    @Option(
        name: .customLong("rm"),
        help: ArgumentHelp("The name of a forward to remove; can be given several times.", valueName: "name"))
    var remove: [String] = []

    @OptionGroup var host: HostOptions

    func validate() throws {
        if add.isEmpty, remove.isEmpty { throw ValidationError("Nothing to do: give --add or --rm.") }
    }

    func run() async throws {
        let (name, add, remove) = (name, add, remove)
        try await host.withHost { host in
            try await ProgressLine.during("network forward \(name)") { _ in
                for forward in remove { try await host.removeForward(forward, from: name) }
                for forward in add { try await host.addForward(forward, to: name) }
            }
        }
    }
}
