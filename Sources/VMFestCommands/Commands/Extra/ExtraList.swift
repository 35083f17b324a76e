//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest extra ls`.
struct ExtraList: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: "Lists keys and values.",
        discussion: """
            EXAMPLES
              vmfest extra ls
              vmfest extra ls web --json

            JSON
              An object: the values by their keys.
            """
    )

    @Argument(
        help: ArgumentHelp("The machine, where it is not the host's.", valueName: "name"), completion: .machineNames)
    var name: String?

    @OptionGroup var output: JSONOption

    @OptionGroup var host: HostOptions

    func run() async throws {
        let target = try ExtraTarget(name.map { [$0] } ?? [], following: 0, usage: "at most one machine's name")
        let values = try await target.use(
            "ls", on: host, ofHost: { try await $0.extraData() }, ofMachine: { try await $0.extraData() })
        try output.renderer.show(ValueTable(title: "KEY", values: values))
    }
}
