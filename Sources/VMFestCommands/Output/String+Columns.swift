//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension String {
    /// How many columns of a terminal the text takes.
    var columns: Int { reduce(0) { $0 + $1.columns } }

    /// The text with spaces up to a number of columns.
    func padded(to width: Int, onLeft: Bool = false) -> String {
        let space = String(repeating: " ", count: Swift.max(0, width - columns))
        return onLeft ? space + self : self + space
    }

    /// The text, cut to a number of columns.
    func fitted(to width: Int) -> String {
        guard columns > width else { return self }
        var used = 0
        return prefix { character in
            used += character.columns
            return used < width
        } + "…"
    }

    /// The text on one line and without what would control a terminal: a name on a host can be anything.
    var printable: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.isControl ? "\u{FFFD}" : $0 }))
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool {
        [.control, .lineSeparator, .paragraphSeparator].contains(properties.generalCategory)
    }
}

extension Character {
    /// East Asian characters and emoji take two columns.
    fileprivate var columns: Int {
        guard let scalar = unicodeScalars.first else { return 0 }
        return Self.wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }

    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
        0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD,
    ]
}
