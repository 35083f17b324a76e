//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

extension HostScope {
    /// Gives back the locks of programs that are no longer there, and ends the sessions that they were taken in.
    ///
    /// Rests on `ISession::unlockMachine` and `IWebsessionManager::logoff`. A lock that can not be given back yet stays noted.
    package func releaseAbandonedLocks(until deadline: Deadline = .within(.seconds(10))) async throws {
        guard let entries = await service.journal?.abandoned(at: service.configuration.url) else { return }
        let sessions = Dictionary(grouping: entries, by: \.lock.root)
        for (root, entries) in sessions {
            var released: [any LockEntry] = []
            for entry in entries where try await release(entry, until: deadline) { released.append(entry) }
            // The session objects end with their session, and what carries a lock must not.
            guard released.count == entries.count else { continue }
            if let reference = ManagedReference(id: root, channel: session) {
                let root = VirtualBoxAPI.VirtualBox(reference: reference)
                // It may have ended, with the service or by itself.
                do { try await WebsessionManager(channel: session).logoff(refIVirtualBox: root) } catch {}
            }
            for entry in released { await entry.erase() }
        }
    }

    /// Gives one lock back; false when it must be tried again later.
    private func release(_ entry: any LockEntry, until deadline: Deadline) async throws -> Bool {
        guard let reference = ManagedReference(id: entry.lock.session, channel: session) else { return true }
        // The service may still be at the program's last call, which takes the lock.
        try await Task.sleep(for: deadline.remaining(atMost: max(.zero, .seconds(2) - (await entry.age()))))
        let dead = Session(reference: reference)
        do {
            // A launch goes on without its program, and gives the session object the lock at its end.
            guard try await settles(until: deadline, { try await [.spawning, .unlocking].contains(dead.getState()) })
            else { return false }
            guard try await dead.getState() == .locked else { return true }
            let machine = try await dead.getMachine()
            guard try await settles(until: deadline, { try await MachinePhase(machine.getState()) == .changing })
            else { return false }
            // See ``Obligation``: such disks would be in use for ever. All else that is not saved ends with the lock.
            if try await hasUnsavedMedia(machine) { try await machine.saveSettings() }
            try await dead.unlockMachine()
            return true
        } catch let error as VirtualBoxError where error.isDefinite {
            // Ended with its session, its machine or the service, or unlocked by somebody else.
            return [.gone, .notFound, .alreadySo].contains(error.code)
        }
    }

    /// Whether media were attached under a lock and not saved.
    private func hasUnsavedMedia(_ machine: Machine) async throws -> Bool {
        let saved = try await box.findMachine(nameOrId: machine.getId()).getMediumAttachments()
        return try await !Set(machine.getMediumAttachments().map(\.medium)).isSubset(of: saved.map(\.medium))
    }

    /// Waits while something is on its way; false when it still is at the deadline.
    private func settles(until deadline: Deadline, _ isUnderWay: () async throws -> Bool) async throws -> Bool {
        while try await isUnderWay() {
            guard !deadline.hasPassed else { return false }
            try await Task.sleep(for: .milliseconds(100))
        }
        return true
    }
}
