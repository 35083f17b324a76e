//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What is known of a disk's file.
public enum DiskState: String, Sendable, Hashable, Codable, CaseIterable {
    /// It is there, and nobody has it open.
    case ready
    /// A machine that runs, or a copy that is under way, has it open.
    case inUse = "in-use"
    /// It is being made or deleted.
    case changing
    /// It can not be read: it is gone, damaged, or out of reach.
    case inaccessible
}
