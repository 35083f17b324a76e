//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest extra get`.
struct ExtraGet: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Prints the value of a key.",
        discussion: """
            A key that is not set is a failure, with exit code 1.

            EXAMPLES
              vmfest extra get web backup/last
              vmfest extra get GUI/SuppressMessages
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
        let value = try await target.use(
            "get", on: host, ofHost: { try await $0.extraData(key) }, ofMachine: { try await $0.extraData(key) })
        guard let value else { throw Failure(.failed, "'\(key)' is not set") }
        try StandardOutput.write(value)
    }
}
