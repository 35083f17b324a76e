//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What changes a machine to what it shall be, before it is done.
public struct MachinePlan: Sendable, Hashable, Codable {
    /// What the machine is doing.
    public let state: MachineState

    /// The differences; none where the machine is already what it shall be.
    public let changes: [MachineChange]

    /// What can be made in this state.
    public var possible: [MachineChange] { changes.filter(\.isPossibleNow) }

    /// What can not be made in this state.
    public var impossible: [MachineChange] { changes.filter { !$0.isPossibleNow } }
}

/// What was changed of a machine, and what was not.
public struct MachineUpdate: Sendable, Hashable, Codable {
    /// What was changed.
    public let made: [MachineChange]

    /// What was left, since it can not be changed in the state that the machine is in.
    public let left: [MachineChange]

    /// Whether the machine was stopped and started again.
    public let isRestarted: Bool
}
