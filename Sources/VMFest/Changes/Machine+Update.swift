//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// Says how the machine differs from a spec, and when each difference can be made; changes nothing.
    ///
    /// What the spec leaves to VirtualBox stays as it is. Rests on the getters of `IMachine` and of the objects that it
    /// consists of.
    ///
    /// - Throws: ``VMFestError``: `invalidSpec` for what the host can not make, and for other disks and drives than the
    ///   machine has, which are not changed so; `invalidState` for the template of a warm image; `noSuchMachine`,
    ///   `inaccessible`, and the codes about the host.
    public func plan(_ spec: MachineSpec) async throws -> MachinePlan {
        try await plan { $0 = spec }
    }

    /// Says what a change of the machine's spec comes to, and when each difference can be made; changes nothing.
    ///
    /// - Parameter change: makes the spec of the machine as it is the one that it shall have.
    /// - Throws: what `change` throws, and as ``plan(_:)-(MachineSpec)``.
    public func plan(_ change: @Sendable (inout MachineSpec) throws -> Void) async throws -> MachinePlan {
        try await VMFestError.during("plan", of: key) {
            try await host.service.withVirtualBox { scope in
                try await reading(in: scope) { machine in
                    guard try await machine.getAccessible() else { throw await inaccessible(machine) }
                    async let state = machine.getState()
                    let draft = try await UpdateDraft(scope: scope, machine: machine, change)
                    let now = try await state
                    let changes = draft.edits.filter { !$0.isSilent }.map { $0.change(in: MachinePhase(now)) }
                    return MachinePlan(state: MachineState(now), changes: changes)
                }
            }
        }
    }

    /// Makes the machine what a spec says, as far as that was agreed to; see ``update(_:diskPasswords:within:_:)``.
    @discardableResult
    public func update(
        _ spec: MachineSpec, _ agreement: UpdateAgreement = .withoutStop, diskPasswords: [String] = [],
        within limit: Duration = .seconds(120)
    ) async throws -> MachineUpdate {
        try await update(agreement, diskPasswords: diskPasswords, within: limit) { $0 = spec }
    }

    /// Changes the machine: all of what was agreed to, or nothing and an error.
    ///
    /// The spec of the machine as it is, is compared with what `change` makes of it, and each difference is made by the
    /// same table that makes new machines. A machine that runs stays running unless its stop was agreed to. That there is
    /// nothing to change is success. Ports of the host that new forwards lead from are reserved for the machine; those
    /// of forwards that go are free again.
    ///
    /// Rests on the setters of `IMachine` and of the objects that it consists of, and on `IMachine::saveSettings`.
    ///
    /// - Parameters:
    ///   - agreement: what may be done.
    ///   - diskPasswords: with a stop, the passwords of the machine's encrypted disks, with which it is started again; see
    ///     ``start(_:diskPasswords:within:)``.
    ///   - limit: how long it may take, including the wait for a lock that someone else holds; with a stop, how long the
    ///     guest may take to switch itself off.
    ///   - change: makes the spec of the machine as it is the one that it shall have. It may be called more than once.
    /// - Returns: what was changed, and what was left.
    /// - Throws: ``VMFestError``: `invalidState` when something can not be changed in the state that the machine is in, and
    ///   that was not agreed to; `invalidSpec` for what the host can not make, and for other disks and drives than the
    ///   machine has; `inUse` for a port of the host that something else has; `timeLimit`, `locked`, `noSuchMachine`,
    ///   `inaccessible`, and the codes about the host. Whatever is thrown, also by a cancelled task, the machine is as it
    ///   was, except for what ``VMFestError/cleanUpFailures`` names.
    @discardableResult
    public func update(
        _ agreement: UpdateAgreement = .withoutStop, diskPasswords: [String] = [],
        within limit: Duration = .seconds(120), _ change: @Sendable (inout MachineSpec) throws -> Void
    ) async throws -> MachineUpdate {
        guard case .withStop(let isForced) = agreement else {
            return try await apply(isPartial: agreement == .onlyNow, within: limit, change)
        }
        let plan = try await plan(change)
        guard !plan.impossible.isEmpty else { return try await apply(isPartial: false, within: limit, change) }
        guard plan.state != .saved else { throw UpdateRefusal.needsState(plan.impossible, .saved) }
        return try await restarting(within: limit, force: isForced, diskPasswords: diskPasswords) {
            try await apply(isPartial: false, within: limit, change)
        }
    }

    private func apply(
        isPartial: Bool, within limit: Duration, _ change: @Sendable (inout MachineSpec) throws -> Void
    ) async throws -> MachineUpdate {
        let deadline = Deadline.within(limit)
        return try await changing("change") { scope, machine in
            guard try await machine.getAccessible() else { throw await inaccessible(machine) }
            return try await MachineUpdating(
                scope: scope, machine: machine, key: key, isPartial: isPartial, deadline: deadline
            ).run(change)
        }
    }
}
