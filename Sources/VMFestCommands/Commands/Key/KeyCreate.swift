//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest key create`.
struct KeyCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Makes a key pair, without a passphrase.",
        discussion: """
            A key of this name that is there already is left alone, and the command fails.

            EXAMPLES
              vmfest key create me
              vmfest key create old-guests --type rsa --bits 4096

            JSON
              An object with the keys of 'vmfest key ls'.
            """
    )

    /// The kinds of keys that can be made.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case ed25519
        case rsa
    }

    @Argument(help: "A name for the key: letters, digits, dots, hyphens and underscores.")
    var name: String

    @Option(help: "The kind of key.")
    var type = Kind.ed25519

    @Option(help: "The number of bits of an RSA key, 2048 to 4096 (default: 3072).")
    var bits: Int?

    @OptionGroup var output: JSONOption

    @OptionGroup var store: KeyStoreOptions

    func validate() throws {
        if bits != nil, type != .rsa { throw ValidationError("--bits is for keys of the type rsa.") }
    }

    /// What is to be made.
    var kind: NewKey {
        switch type {
        case .ed25519: .ed25519
        case .rsa: .rsa(bits: bits ?? 3_072)
        }
    }

    func run() async throws {
        try output.renderer.show(KeyDetails(key: try await store.store.create(name, kind)))
    }
}
