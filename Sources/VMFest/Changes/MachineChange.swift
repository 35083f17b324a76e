//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// One part of a machine that is, or shall be, another.
public struct MachineChange: Sendable, Hashable, Codable {
    /// When VirtualBox takes a change.
    public enum When: String, Sendable, Hashable, Codable, CaseIterable {
        /// Now, in the state that the machine is in.
        case now
        /// Now, but it counts from the machine's next start on.
        case nextStart = "next-start"
        /// Once the machine runs, neither paused nor with its state saved, or is switched off.
        case running
        /// Once the machine is switched off.
        case off
    }

    /// What changes, by its place in a spec, for example `cpu.executionCap` or `networks[0].cableConnected`.
    public let key: String

    /// What it is, in the words of a spec; nil where there is nothing.
    public let from: String?

    /// What it shall be; nil where nothing shall be.
    public let to: String?

    /// When VirtualBox takes it.
    public let when: When

    /// Whether it can be made in the state that the machine is in.
    public var isPossibleNow: Bool { when == .now || when == .nextStart }
}

extension MachineChange: CustomStringConvertible {
    /// The change in one line.
    public var description: String { "\(key): \(from ?? "-") → \(to ?? "-")" }
}
