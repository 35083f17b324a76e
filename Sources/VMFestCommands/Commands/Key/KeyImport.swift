//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest key import`.
struct KeyImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes a key from a file, which is copied.",
        discussion: """
            The file has a public key, as in a .pub file, or a private one in the format of OpenSSH or PEM. Of a \
            private one, the public half is taken from FILE.pub if there is such a file, else from the key itself, \
            which only OpenSSH's format allows. A passphrase stays what it is.

            EXAMPLES
              vmfest key import me ~/.ssh/id_ed25519
              vmfest key import colleague ~/joe.pub

            JSON
              An object with the keys of 'vmfest key ls'.
            """
    )

    @Argument(help: "A name for the key: letters, digits, dots, hyphens and underscores.")
    var name: String

    @Argument(help: "The file with the key.", completion: .file())
    var file: String

    @OptionGroup var output: JSONOption

    @OptionGroup var store: KeyStoreOptions

    func run() async throws {
        try output.renderer.show(KeyDetails(key: try await store.store.importKey(name, from: file)))
    }
}
