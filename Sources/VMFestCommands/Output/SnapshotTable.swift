//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// Snapshots as a tree: each is indented below the one that it was taken after.
struct SnapshotTable: Presentable {
    var snapshots: [Snapshot]

    var identifiers: [String] { snapshots.map { $0.id.uuidString.lowercased() } }

    var text: String {
        var table = Table(columns: [
            .init(title: "NAME"), .init(title: "CURRENT"), .init(title: "LIVE"), .init(title: "TAKEN"),
            .init(title: "DESCRIPTION"),
        ])
        table.rows = snapshots.map { snapshot in
            [
                String(repeating: "  ", count: snapshot.depth) + snapshot.name, snapshot.isCurrent ? "yes" : "",
                snapshot.isLive ? "yes" : "no", snapshot.taken.formatted(.iso8601), firstLine(snapshot.description),
            ]
        }
        return table.text
    }

    private func firstLine(_ text: String) -> String { String(text.prefix { !$0.isNewline }) }

    func encode(to encoder: any Encoder) throws {
        try snapshots.encode(to: encoder)
    }
}
