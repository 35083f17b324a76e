//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// How a machine's lock was freed.
public enum Unlocking: Sendable, Hashable {
    /// Nobody had it.
    case wasFree
    /// It was given back in the name of a program that is no longer there, or with the process that had it.
    case freed
    /// It ended with the web service that was asked, which must be started again before anything else can be asked.
    case freedWithService
}

extension Machine {
    /// Frees a lock that nobody will give back, and touches nothing else: disks and settings stay as they are.
    ///
    /// A lock that was left by a program of VMFest's on this computer that is no longer there is given back in its name:
    /// each notes its locks in the user's cache folder while it has them. Every verb that finds a machine locked does that by
    /// itself. VirtualBox gives no other way: a lock ends with whoever has it, and one that was taken through the web
    /// service is the web service's, which keeps it when the program dies that asked for it. So there is `endingHolder`.
    ///
    /// A machine whose lock was freed by ending its holder is afterwards ``MachineState/aborted``, which is as good as
    /// off. Rests on `ISession::unlockMachine`, and on ending a process.
    ///
    /// - Parameters:
    ///   - endingHolder: whether the process that has the lock is ended, where the host is this computer and it is one of
    ///     VirtualBox's programs. With a web service everything ends that others do through it at that moment, but no
    ///     running machine. The process of a machine is ended only while the machine is on the way from one state to another,
    ///     where VirtualBox can hang, for example when it is switched off in the middle of its guest's reset.
    ///   - limit: how long ending the process may take.
    /// - Returns: how it became free; that it was free is success.
    /// - Throws: ``VMFestError``: `locked`, saying who has the lock and what would free it; `invalidState` for a machine
    ///   that runs, since its lock is its own process's; `timeLimit`; `noSuchMachine`; and the codes about the host.
    @discardableResult
    public func unlock(endingHolder: Bool = false, within limit: Duration = .seconds(30)) async throws -> Unlocking {
        let deadline = Deadline.within(limit)
        return try await VMFestError.during("unlock", of: key) {
            guard let holder = try await lockHolder() else { return .wasFree }
            guard !holder.isRunning || holder.isChanging && endingHolder else {
                throw VMFestError(.invalidState, "it runs, and its lock is its own process's; \(holder.remedy)")
            }
            if !holder.isRunning, try await isFreeWithoutTheDead() { return .freed }
            let locked = VMFestError(.locked, "it is locked by \(holder); \(holder.remedy)")
            guard endingHolder else { throw locked }
            guard host.isThisComputer, let process = HolderProcess(holder.process), holder.program != nil else {
                throw VMFestError(
                    .locked, "it is locked by \(holder), which is no process of VirtualBox's on this computer")
            }
            try await process.end(until: deadline)
            return try await isFreed(of: holder, until: deadline)
        }
    }

    /// Gives back what programs have locked that are no longer there, and says whether the lock is free then.
    private func isFreeWithoutTheDead() async throws -> Bool {
        try await host.service.withVirtualBox { scope in
            try await GarbageRemoval(scope: scope, host: host).endDeadSessions(of: key)
            return try await find(in: scope).getSessionState() == .unlocked
        }
    }

    /// Waits until VirtualBox has seen that the holder of the lock ended.
    private func isFreed(of holder: LockHolder, until deadline: Deadline) async throws -> Unlocking {
        do {
            return try await host.service.withVirtualBox(repeatable: true) { scope in
                let machine = try await find(in: scope)
                return try await scope.wait(on: key, until: deadline) {
                    try await machine.getSessionState() == .unlocked ? .freed : nil
                }
            }
        } catch let error as VirtualBoxError where !error.isDefinite && holder.program == HolderProcess.webService {
            return .freedWithService
        }
    }
}
