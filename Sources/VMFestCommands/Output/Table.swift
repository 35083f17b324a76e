//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Rows in aligned columns under a header.
struct Table: Sendable, Hashable {
    /// One column.
    struct Column: Sendable, Hashable {
        var title: String
        /// Whether values end at the column's right edge, as numbers do.
        var isNumeric = false
    }

    var columns: [Column]
    var rows: [[String]] = []

    /// The table, one line a row.
    var text: String {
        let header = columns.map(\.title)
        let rows = rows.map { $0.map(\.printable) }
        let widths = columns.indices.map { index in
            ([header] + rows).map { $0[index].columns }.max() ?? 0
        }
        return ([header] + rows).map { line($0, widths) }.joined(separator: "\n")
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var line = columns.indices.map { index in
            cells[index].padded(to: widths[index], onLeft: columns[index].isNumeric)
        }.joined(separator: "  ")
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }
}
