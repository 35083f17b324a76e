//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// What `image verify` found: its JSON is an array of ``ImageCheck``.
struct ImageChecks: Presentable {
    var checks: [ImageCheck]

    var identifiers: [String] { checks.map(\.image) }

    var text: String {
        var table = Table(columns: [.init(title: "NAME"), .init(title: "FINDING"), .init(title: "REASON")])
        table.rows = checks.map { [$0.image, $0.finding.rawValue, $0.reason] }
        return table.text
    }

    func encode(to encoder: any Encoder) throws {
        try checks.encode(to: encoder)
    }
}
