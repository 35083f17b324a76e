//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// The machine's snapshots, each after the one that it was taken after.
    ///
    /// Rests on `IMachine::findSnapshot` and `ISnapshot::getChildren`.
    ///
    /// - Throws: ``VMFestError``: `noSuchMachine`, `inaccessible`, and the codes about the host.
    public func snapshots() async throws -> [Snapshot] {
        try await VMFestError.during("list snapshots", of: key) {
            try await host.service.withVirtualBox { scope in
                try await reading(in: scope) { try await SnapshotTree(of: $0).snapshots }
            }
        }
    }

    /// The snapshot of a name or UUID.
    ///
    /// - Throws: ``VMFestError``: `noSuchSnapshot`, with the names that there are; `ambiguousName` with the UUIDs of all
    ///   that have the name; and as ``snapshots()``.
    public func snapshot(_ nameOrID: String) async throws -> Snapshot {
        try await VMFestError.during("find the snapshot", of: key) {
            try await host.service.withVirtualBox { scope in
                try await reading(in: scope) { try await SnapshotTree(of: $0).node(nameOrID).snapshot }
            }
        }
    }

    /// Takes a snapshot: all of it, or nothing and an error.
    ///
    /// It is possible in every state. A machine that runs goes on running meanwhile, and what it is doing is in the
    /// snapshot, too; so it is with what a paused or a saved machine was doing. Rests on `IMachine::takeSnapshot`.
    ///
    /// - Parameters:
    ///   - name: what it is called: 1 to 200 bytes without control characters, and no UUID. No other snapshot of the
    ///     machine may have the name.
    ///   - description: a text for people.
    ///   - limit: how long it may take, the wait for a lock that somebody else holds included.
    /// - Returns: the snapshot.
    /// - Throws: ``VMFestError``: `nameTaken`, `invalidArgument`, `noSuchMachine`, `inaccessible`, `locked`, `timeLimit`, and
    ///   the codes about the host. Whatever is thrown, also by a cancelled task, no snapshot is left, except for what
    ///   ``VMFestError/cleanUpFailures`` names.
    @discardableResult
    public func takeSnapshot(
        _ name: String, description: String = "", within limit: Duration = .seconds(300)
    ) async throws -> Snapshot {
        let deadline = Deadline.within(limit)
        return try await changing("take a snapshot") { scope, machine in
            try await SnapshotTaking(
                scope: scope, machine: machine, key: key, name: name, description: description, deadline: deadline,
                report: Host.report("snapshot")
            ).run()
        }
    }

    /// Takes the machine back to what it was when a snapshot was taken.
    ///
    /// What it is now is lost: its hardware, what was written to its disks, and a saved state; another snapshot, taken
    /// before, keeps that. It is switched off afterwards, or has a saved state if the snapshot is of a machine that ran;
    /// ``start(_:diskPasswords:within:)`` goes on from there. Disks that snapshots do not cover, tags and notes stay as they
    /// are. A port of the host that led to it, and that somebody else got meanwhile, is replaced by one that is free (see
    /// ``endpoints()``). Rests on `IMachine::restoreSnapshot`.
    ///
    /// - Parameters:
    ///   - nameOrID: the snapshot's name or UUID.
    ///   - isForced: whether a machine that runs is powered off first; what it is doing is lost, too.
    ///   - limit: how long it may take.
    /// - Throws: ``VMFestError``: `invalidState` for a machine that runs; `inUse` when another machine runs with a disk that
    ///   the snapshot has, with the names of both; `noSuchSnapshot`; `ambiguousName`; `noSuchMachine`; `inaccessible`; `locked`;
    ///   `timeLimit`; and the codes about the host.
    public func restore(
        _ nameOrID: String, force isForced: Bool = false, within limit: Duration = .seconds(300)
    ) async throws {
        let deadline = Deadline.within(limit)
        // A name that is wrong is no reason to switch a machine off.
        if isForced {
            _ = try await snapshot(nameOrID)
            try await powerOff(within: deadline.remaining(atMost: limit))
        }
        try await changing("restore") { scope, machine in
            let node = try await SnapshotTree(of: machine).node(nameOrID)
            try await SnapshotRestoring(scope: scope, machine: machine, key: key, deadline: deadline).run(node.remote)
        }
    }

    /// Takes the machine back to what it was when a snapshot was taken; see ``restore(_:force:within:)-(String,_,_)``.
    public func restore(
        _ snapshot: Snapshot, force isForced: Bool = false, within limit: Duration = .seconds(300)
    ) async throws {
        try await restore(snapshot.key, force: isForced, within: limit)
    }

    /// Removes a snapshot; the machine, and all other snapshots of it, stay what they are.
    ///
    /// What the snapshot alone holds is merged into what was made after it, which takes a while for large disks; it is
    /// possible while the machine runs. Rests on `IMachine::deleteSnapshot`.
    ///
    /// - Parameters:
    ///   - nameOrID: the snapshot's name or UUID.
    ///   - limit: how long it may take.
    /// - Throws: ``VMFestError``: `inUse` when several snapshots were taken after it, or one and the machine's present state
    ///   came from it as well, or linked clones are based on it or on one that was taken after it, with their names;
    ///   `noSuchSnapshot`; `ambiguousName`; `noSuchMachine`; `inaccessible`; `locked`; `timeLimit`; and the codes about the
    ///   host.
    public func removeSnapshot(_ nameOrID: String, within limit: Duration = .seconds(3_600)) async throws {
        let deadline = Deadline.within(limit)
        try await changing("remove the snapshot") { scope, machine in
            let tree = try await SnapshotTree(of: machine)
            try await SnapshotRemoval(
                scope: scope, machine: machine, key: key, deadline: deadline, report: Host.report("merge")
            ).run(tree.node(nameOrID), of: tree)
        }
    }

    /// Removes a snapshot; that it is gone already is success.
    ///
    /// See ``removeSnapshot(_:within:)-(String,_)``.
    public func removeSnapshot(_ snapshot: Snapshot, within limit: Duration = .seconds(3_600)) async throws {
        do {
            try await removeSnapshot(snapshot.key, within: limit)
        } catch let error as VMFestError where error.code == .noSuchSnapshot {
            return
        }
    }
}
