//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Values under their labels, for one thing that has many.
struct Fields: Sendable, Hashable {
    private struct Line: Sendable, Hashable {
        var label: String
        var value: String
    }

    private var lines: [Line] = []

    /// Adds a value; an empty one is left out.
    mutating func add(_ label: String, _ value: String) {
        guard !value.isEmpty else { return }
        lines.append(Line(label: label, value: value))
    }

    /// One line a value; further lines of a value are below its first.
    var text: String {
        let width = (lines.map(\.label.columns).max() ?? 0) + 2
        return lines.map { line in
            let value = line.value.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }
            let indent = "\n" + String(repeating: " ", count: width)
            return line.label.padded(to: width) + value.joined(separator: indent)
        }.joined(separator: "\n")
    }
}
