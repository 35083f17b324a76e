//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest key rm`.
struct KeyRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Removes keys for good, private halves included. It does not ask.",
        discussion: """
            Guests that know a key's public half still do. A name that no key has gives exit code 3, after the others \
            were removed.

            EXAMPLES
              vmfest key rm old-guests
            """
    )

    @Argument(help: ArgumentHelp("The keys' names.", valueName: "name"), completion: .keyNames)
    var names: [String]

    @OptionGroup var store: KeyStoreOptions

    func run() async throws {
        let names = names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        try await ExitStatus.each(names) { try await store.store.remove($0) }
    }
}
