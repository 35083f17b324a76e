//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// A snapshot for people and programs.
struct SnapshotDetails: Presentable {
    var snapshot: Snapshot

    var identifiers: [String] { [snapshot.id.uuidString.lowercased()] }

    var text: String {
        var fields = Fields()
        fields.add("name", snapshot.name)
        fields.add("id", snapshot.id.uuidString.lowercased())
        fields.add("taken", snapshot.taken.formatted(.iso8601))
        fields.add("live", snapshot.isLive ? "yes" : "no")
        fields.add("current", snapshot.isCurrent ? "yes" : "no")
        fields.add("parent", snapshot.parent?.uuidString.lowercased() ?? "")
        fields.add("description", snapshot.description)
        return fields.text
    }

    func encode(to encoder: any Encoder) throws {
        try snapshot.encode(to: encoder)
    }
}
