//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

/// In which states of a machine VirtualBox takes a change; while the machine is switched off it takes every one.
///
/// These are sets, not an order: some things can be changed while it runs and not while its state is saved, and others
/// the other way round.
struct Window: Sendable, Hashable {
    /// When a change counts that is made while the machine runs.
    enum Effect: Sendable, Hashable {
        /// At once.
        case now
        /// When the machine is started the next time.
        case nextStart
    }

    /// Nil where VirtualBox refuses it while the machine runs.
    let running: Effect?

    /// Whether that is so while it is paused, too.
    let isOpenWhilePaused: Bool

    /// Whether VirtualBox takes it while a state is saved.
    let isOpenWhileSaved: Bool

    private init(running: Effect?, paused: Bool = true, saved: Bool) {
        self.running = running
        isOpenWhilePaused = paused && running != nil
        isOpenWhileSaved = saved
    }

    /// Only while it is switched off.
    static let off = Self(running: nil, saved: false)
    /// Also while a state is saved.
    static let offOrSaved = Self(running: nil, saved: true)
    /// Also while it runs and is not paused, but not while a state is saved.
    static let offOrExecuting = Self(running: .now, paused: false, saved: false)
    /// Also while it runs, but not while a state is saved.
    static let offOrRunning = Self(running: .now, saved: false)
    /// Always.
    static let always = Self(running: .now, saved: true)
    /// Always, but while it runs it counts only from the next start on.
    static let alwaysForNextStart = Self(running: .nextStart, saved: true)

    /// When a change can be made to a machine in a phase.
    func when(in phase: MachinePhase) -> MachineChange.When {
        switch phase {
        case .off, .aborted: .now
        case .saved: isOpenWhileSaved ? .now : running == nil ? .off : .running
        case .paused where running != nil && !isOpenWhilePaused: .running
        case .running, .paused, .stuck, .changing:
            switch running {
            case .now: .now
            case .nextStart: .nextStart
            case nil: .off
            }
        }
    }
}
