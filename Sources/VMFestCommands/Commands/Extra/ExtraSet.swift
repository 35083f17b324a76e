//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest extra set`.
struct ExtraSet: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Sets a key.",
        discussion: """
            Settings of VirtualBox itself, below 'VBoxInternal/', matter at the machine's next start only.

            EXAMPLES
              vmfest extra set web backup/last 2026-01-31
              vmfest extra set GUI/SuppressMessages all
            """
    )

    @Argument(
        help: ArgumentHelp(
            "The machine, where it is not the host's, the key and its value.", valueName: "[name] key value"),
        completion: .machineNames)
    var words: [String]

    @OptionGroup var host: HostOptions

    mutating func validate() throws { _ = try target() }

    private func target() throws -> ExtraTarget {
        try ExtraTarget(words, following: 2, usage: "a key and a value, or a machine's name, a key and a value")
    }

    func run() async throws {
        let target = try target()
        let (key, value) = (target.words[0], target.words[1])
        try await target.use(
            "set", on: host, ofHost: { try await $0.setExtraData(key, value) },
            ofMachine: { try await $0.setExtraData(key, value) })
        try StandardOutput.write(key)
    }
}
