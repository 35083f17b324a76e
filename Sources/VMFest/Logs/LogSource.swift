//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Which log of a machine is meant.
public enum LogSource: String, Sendable, Hashable, Codable, CaseIterable {
    /// What VirtualBox writes about the machine's latest run.
    case machine
    /// What the guest writes to its first serial port, where that goes to a file, and the host is this computer.
    case serial
}
