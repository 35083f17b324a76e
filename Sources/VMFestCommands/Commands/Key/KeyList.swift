//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest key ls`.
struct KeyList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: "Lists the keys.",
        discussion: """
            EXAMPLES
              vmfest key ls
              vmfest key ls --json

            JSON
              An array, by name, of objects with the keys
                name            the name
                algorithm       ed25519, rsa, ecdsa or securityKey
                publicKey       the public half, as a line of authorized_keys
                fingerprint     SHA256:…, as ssh-keygen prints it
                privateKeyFile  the path of the private half; absent where only the
                                public half is known
              More keys may come; these keep their names and meanings.
            """
    )

    @OptionGroup var output: NamedOutputOptions

    @OptionGroup var store: KeyStoreOptions

    func run() async throws {
        try output.renderer.show(KeyTable(keys: try await store.store.keys()))
    }
}
