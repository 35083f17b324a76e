//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest extra rm`.
struct ExtraRemove: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Removes a key.",
        discussion: """
            That it is not set is no failure.

            EXAMPLES
              vmfest extra rm web backup/last
            """
    )

    @Argument(
        help: ArgumentHelp("The machine, where it is not the host's, and the key.", valueName: "[name] key"),
        completion: .machineNames)
    var words: [String]

    @OptionGroup var host: HostOptions

    mutating func validate() throws { _ = try target() }

    private func target() throws -> ExtraTarget {
        try ExtraTarget(words, following: 1, usage: "a key, or a machine's name and a key")
    }

    func run() async throws {
        let target = try target()
        let key = target.words[0]
        try await target.use(
            "rm", on: host, ofHost: { try await $0.setExtraData(key, nil) },
            ofMachine: { try await $0.setExtraData(key, nil) })
        try StandardOutput.write(key)
    }
}
