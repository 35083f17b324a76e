//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// Leftovers, as `gc` gives them: their JSON is an array of ``Leftover``.
struct LeftoverTable: Presentable {
    var leftovers: [Leftover]

    var identifiers: [String] { leftovers.map(\.name) }

    var text: String {
        guard !leftovers.isEmpty else { return "" }
        var table = Table(columns: [.init(title: "KIND"), .init(title: "NAME"), .init(title: "REASON")])
        table.rows = leftovers.map { [$0.kind.rawValue, $0.name, $0.reason] }
        return table.text
    }

    func encode(to encoder: any Encoder) throws {
        try leftovers.encode(to: encoder)
    }
}
