//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest key show`.
struct KeyShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows a key; never its private half.",
        discussion: """
            EXAMPLES
              vmfest key show me
              vmfest key show me --json

            JSON
              An object with the keys of 'vmfest key ls'.
            """
    )

    @Argument(help: "The key's name.", completion: .keyNames)
    var name: String

    @OptionGroup var output: JSONOption

    @OptionGroup var store: KeyStoreOptions

    func run() async throws {
        try output.renderer.show(KeyDetails(key: try await store.store.key(name)))
    }
}
