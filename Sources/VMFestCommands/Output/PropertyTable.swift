//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// Guest properties, as `property ls` gives them: their JSON is an array of ``GuestProperty``.
struct PropertyTable: Presentable {
    var properties: [GuestProperty]

    func encode(to encoder: any Encoder) throws { try properties.encode(to: encoder) }

    var identifiers: [String] { properties.map(\.name) }

    var text: String {
        var table = Table(columns: [
            .init(title: "NAME"), .init(title: "VALUE"), .init(title: "SET"), .init(title: "FLAGS"),
        ])
        table.rows = properties.map { property in
            [
                property.name, property.value, property.set.formatted(.iso8601),
                property.flags.map(\.rawValue).sorted().joined(separator: ","),
            ]
        }
        return table.text
    }
}
