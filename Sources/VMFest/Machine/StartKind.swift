//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// How the guest of a machine came up for the first time.
public enum StartKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// From a warm image: it went on from the state of a guest that had booted before.
    case warm
    /// It booted.
    case cold
}
