//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Looks for the shortest part of a sequence that still fails: it leaves out large pieces first, then single elements, until
/// none can be left out.
package struct Shrinking: Sendable {
    /// How many parts are tried at most.
    package let limit: Int

    /// How many were tried.
    package private(set) var tries = 0

    /// Whether it is known of each element that without it the sequence does not fail.
    package private(set) var isComplete = false

    package init(limit: Int = .max) { self.limit = limit }

    /// - Parameter fails: whether a part fails; it is never asked about the whole sequence, which does.
    package mutating func shortest<Element>(
        of sequence: [Element], fails: ([Element]) async throws -> Bool
    ) async rethrows -> [Element] {
        var kept = sequence
        var size = max(1, kept.count / 2)
        while true {
            var isShorter = false
            var start = 0
            while start < kept.count {
                guard tries < limit else { return kept }
                tries += 1
                var part = kept
                part.removeSubrange(start..<min(start + size, kept.count))
                if try await fails(part) {
                    kept = part
                    isShorter = true
                } else {
                    start += size
                }
            }
            if size > 1 {
                size /= 2
            } else if !isShorter {
                isComplete = true
                return kept
            }
        }
    }
}
