//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// How much the host's scheduler favours a machine's process.
public enum ProcessPriority: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
    /// What suits the host.
    case usual = "default"
    /// All threads alike.
    case flat
    /// Less than other programs.
    case low
    /// As other programs.
    case normal
    /// More than other programs.
    case high
}
