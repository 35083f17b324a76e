//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import VMFest
import VirtualBox
public import VirtualBoxAPI

/// What work with VirtualBox's own interface has at hand: the root object, and the machines.
///
/// The objects have VirtualBox's names without the `I`, their operations VirtualBox's names; what they do, take and give
/// is in the reference of VirtualBox's SDK. A machine that is found here is an `UnlockedMachine`: it has the operations
/// that look and the few changes that need no lock, and so have its parts. All others are those of a
/// ``WriteLocked/machine``; see `Machine.withLock`.
public struct VirtualBoxScope: Sendable {
    let scope: HostScope

    /// The host.
    public let host: VMFest.Host

    init(_ scope: HostScope, on host: VMFest.Host) {
        self.scope = scope
        self.host = host
    }

    /// The root object, `IVirtualBox`: media, networks and the host are reached through it.
    ///
    /// Its operations that give machines are here instead: ``findMachine(nameOrId:)``, ``getMachines()`` and
    /// ``getMachinesByGroups(groups:)``.
    public var root: VirtualBoxAPI.VirtualBox { scope.box }

    /// The machine of a name or UUID.
    ///
    /// Rests on `IVirtualBox::findMachine`.
    ///
    /// - Throws: an error that becomes ``VMFest/VMFestError`` at the end of the work; `failed` where there is none.
    public func findMachine(nameOrId: String) async throws -> UnlockedMachine {
        try await scope.box.findMachine(nameOrId: nameOrId).as(UnlockedMachine.self)
    }

    /// The machine that a value of VMFest stands for.
    ///
    /// Rests on `IVirtualBox::findMachine`.
    ///
    /// - Throws: ``VMFest/VMFestError``: `noSuchMachine`, and `invalidArgument` for a machine of another host.
    public func find(_ machine: VMFest.Machine) async throws -> UnlockedMachine {
        try await remote(machine).as(UnlockedMachine.self)
    }

    /// All machines, inaccessible ones included.
    ///
    /// Rests on `IVirtualBox::getMachines`.
    public func getMachines() async throws -> [UnlockedMachine] {
        try await scope.box.getMachines().map { $0.as(UnlockedMachine.self) }
    }

    /// The machines in any of some groups; those that VMFest makes are in `/vmfest`.
    ///
    /// Rests on `IVirtualBox::getMachinesByGroups`.
    public func getMachinesByGroups(groups: [String]) async throws -> [UnlockedMachine] {
        try await scope.box.getMachinesByGroups(groups: groups).map { $0.as(UnlockedMachine.self) }
    }

    /// The states of machines, asked for with one call.
    ///
    /// Rests on `IVirtualBox::getMachineStates`.
    public func getMachineStates(machines: [UnlockedMachine]) async throws -> [VirtualBoxAPI.MachineState] {
        try await scope.box.getMachineStates(machines: machines.map { $0.as(VirtualBoxAPI.Machine.self) })
    }

    /// The machine as it was when a snapshot was taken.
    ///
    /// Rests on `ISnapshot::machine`.
    public func machine(of snapshot: VirtualBoxAPI.Snapshot) async throws -> UnlockedMachine {
        try await snapshot.getMachine().as(UnlockedMachine.self)
    }

    /// Waits until something has ended that takes a while.
    ///
    /// When the task is cancelled or the time is over, it is cancelled where VirtualBox permits that, and its end is awaited.
    ///
    /// Rests on `IProgress::waitForCompletion`.
    ///
    /// - Parameters:
    ///   - progress: what an operation gave that goes on after its answer.
    ///   - limit: how long it may take; nil is without limit.
    /// - Throws: an error that becomes ``VMFest/VMFestError`` at the end of the work, where it failed or the time was over.
    public func finish(_ progress: VirtualBoxAPI.Progress, within limit: Duration? = nil) async throws {
        try await scope.finish(progress, of: "IProgress_waitForCompletion", until: .within(limit))
    }

    /// What a call failed with, for work that wants to go on after it; nil for an error that is none of a call.
    ///
    /// ```swift
    /// do { try await medium.close() } catch { print(await vbox.explain(error)?.complaints.first?.text ?? "") }
    /// ```
    ///
    /// Rests on `IVirtualBoxErrorInfo`.
    public func explain(_ error: any Error) async -> VMFestError? {
        await VMFestError.ofCall(scope.describe(error))
    }

    func remote(_ machine: VMFest.Machine) async throws -> VirtualBoxAPI.Machine {
        guard machine.host == host else {
            throw VMFestError(.invalidArgument, "the machine is on \(machine.host), not on \(host)")
        }
        return try await machine.find(in: scope)
    }
}
