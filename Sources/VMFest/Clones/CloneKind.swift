//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What the disks of a clone are.
public enum CloneKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Copies: the clone needs nothing of the machine that it was made of.
    case full
    /// What the clone writes goes to disks of its own, and all else is read from those of a snapshot: nothing is copied, and
    /// the snapshot and its machine can not be removed before the clone.
    case linked
}
