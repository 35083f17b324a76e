//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest network show`.
struct NetworkShow: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows all that is known of a network.",
        discussion: """
            EXAMPLES
              vmfest network show lab

            JSON
              An object with the keys of 'vmfest network ls'.
            """
    )

    @Argument(help: "The network's name.")
    var name: String

    @OptionGroup var output: JSONOption

    @OptionGroup var host: HostOptions

    func run() async throws {
        let name = name
        let network = try await host.withHost { host in
            try await ProgressLine.during("network show \(name)") { _ in try await host.network(named: name) }
        }
        try output.renderer.show(NetworkDetails(network: network))
    }
}
