//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// Keys, as `key ls` gives them: their JSON is an array of ``KeyPair``.
struct KeyTable: Presentable {
    var keys: [KeyPair]

    var identifiers: [String] { keys.map(\.name) }

    var text: String {
        var table = Table(columns: [
            .init(title: "NAME"), .init(title: "TYPE"), .init(title: "PRIVATE"), .init(title: "FINGERPRINT"),
        ])
        table.rows = keys.map { key in
            [key.name, key.algorithm.rawValue, key.privateKeyFile == nil ? "no" : "yes", key.fingerprint]
        }
        return table.text
    }

    func encode(to encoder: any Encoder) throws {
        try keys.encode(to: encoder)
    }
}
