//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
public import VirtualBoxAPI

/// How a machine is locked, and what can be done with it then.
public struct LockKind<Locked: Sendable>: Sendable {
    let lock: MachineLock
    let locked: @Sendable (VirtualBoxScope, LockedMachine) async throws -> Locked
}

extension LockKind where Locked == WriteLocked {
    /// Alone: everything may be changed.
    ///
    /// Not possible while the machine runs, or while someone else has its lock.
    public static var write: Self {
        Self(lock: .write) { vbox, locked in WriteLocked(vbox: vbox, machine: try await locked.machine()) }
    }
}

extension LockKind where Locked == SharedLocked {
    /// Beside whoever runs the machine: its console, and what may be changed meanwhile.
    public static var shared: Self {
        Self(lock: .shared) { vbox, locked in
            SharedLocked(vbox: vbox, machine: try await locked.machine(), locked: locked)
        }
    }
}

/// A machine that nobody else can change or start.
public struct WriteLocked: Sendable {
    /// VirtualBox, in the same session.
    public let vbox: VirtualBoxScope

    /// The machine as it can be changed; what its operations give can be changed as well.
    public let machine: VirtualBoxAPI.Machine
}

/// A machine that someone else may run or change at the same time.
public struct SharedLocked: Sendable {
    /// VirtualBox, in the same session.
    public let vbox: VirtualBoxScope

    /// The machine as it can be changed; VirtualBox refuses what is not possible in the machine's state.
    public let machine: VirtualBoxAPI.Machine

    let locked: LockedMachine

    /// The running machine's console.
    ///
    /// Rests on `ISession::console`.
    ///
    /// - Throws: an error that becomes `VMFestError` with `invalidState` at the end of the work, where the machine does
    ///   not run.
    public func console() async throws -> VirtualBoxAPI.Console {
        try await locked.console()
    }
}
