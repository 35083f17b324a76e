//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The part of a file that an answer has: `bytes 100-199/200`.
struct ContentRange: Sendable, Hashable {
    /// The offset of the first byte.
    let start: Int64

    /// The size of the whole file; nil where the server does not know it.
    let total: Int64?

    /// Nil for what is malformed.
    init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bytes" else { return nil }
        let halves = words[1].split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2 else { return nil }
        let ends = halves[0].split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let start = Int64(ends[0]), let last = Int64(ends[1]), start >= 0, last >= start else {
            return nil
        }
        self.start = start
        if halves[1] == "*" {
            total = nil
        } else {
            guard let total = Int64(halves[1]), total > last else { return nil }
            self.total = total
        }
    }
}
