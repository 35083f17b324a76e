//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Whether what VirtualBox has of an object's metrics is new, and whether they must be set up.
///
/// VirtualBox collects for all clients at once: each can set metrics up anew and switch them off, and nobody tells the others.
/// Values that no longer change are what is seen of it.
struct MetricWatch: Sendable, Hashable {
    /// After so many looks without a new value the metrics are set up again.
    static let patience = 3

    private var sequence: [String: UInt32]?
    private var looksWithoutNews = 0

    /// Whether the values come from a collection that is under way, and not of long ago.
    private(set) var isFresh = false

    /// Takes in what was read; gives whether the metrics are to be set up.
    mutating func isDue(after object: MetricValues.Object) -> Bool {
        guard object.isKnown else { return false }
        defer { sequence = object.sequence }
        if let sequence {
            guard object.sequence.isEmpty || object.sequence == sequence else {
                isFresh = true
                looksWithoutNews = 0
                return false
            }
            looksWithoutNews += 1
        } else {
            // Nobody has set them up; where somebody has, the next value shows it.
            looksWithoutNews = object.sequence.isEmpty ? Self.patience : 1
        }
        guard looksWithoutNews >= Self.patience else { return false }
        looksWithoutNews = 0
        isFresh = false
        return true
    }
}
