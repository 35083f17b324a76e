//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// Sizes, as `size ls` gives them: their JSON is an array of ``Size``.
struct SizeTable: Presentable {
    var sizes: [Size]

    var identifiers: [String] { sizes.map(\.name) }

    var text: String {
        var table = Table(columns: [
            .init(title: "NAME"), .init(title: "CPUS", isNumeric: true), .init(title: "MEMORY", isNumeric: true),
            .init(title: "VIDEO", isNumeric: true), .init(title: "DISK", isNumeric: true), .init(title: "BUILT-IN"),
        ])
        table.rows = sizes.map { size in
            [
                size.name, "\(size.cpus)", "\(size.memory)", "\(size.videoMemory)",
                size.disk.map { "\($0)" } ?? "image's", size.isBuiltIn ? "yes" : "no",
            ]
        }
        return table.text
    }

    func encode(to encoder: any Encoder) throws {
        try sizes.encode(to: encoder)
    }
}
