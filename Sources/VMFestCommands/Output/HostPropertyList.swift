//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// A host's properties, as `host properties` gives them: their JSON is an array of ``HostProperty``.
struct HostPropertyList: Presentable {
    var properties: [HostProperty]

    func encode(to encoder: any Encoder) throws { try properties.encode(to: encoder) }

    var identifiers: [String] { properties.map(\.name) }

    var text: String {
        var table = Table(columns: [
            .init(title: "NAME"), .init(title: "VALUE"), .init(title: "SET"), .init(title: "WHAT"),
        ])
        table.rows = properties.map { property in
            [property.name, property.value ?? "(not told)", property.isWritable ? "yes" : "no", property.summary]
        }
        return table.text
    }
}
