//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// One key: its JSON is that of ``KeyPair``.
struct KeyDetails: Presentable {
    var key: KeyPair

    var identifiers: [String] { [key.name] }

    var text: String {
        var fields = Fields()
        fields.add("name", key.name)
        fields.add("type", key.algorithm.rawValue)
        fields.add("fingerprint", key.fingerprint)
        fields.add("public key", key.publicKey)
        fields.add("private key", key.privateKeyFile ?? "")
        return fields.text
    }

    func encode(to encoder: any Encoder) throws {
        try key.encode(to: encoder)
    }
}
