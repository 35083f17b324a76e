//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// Gives a snapshot another name, another description, or both.
    ///
    /// It is possible in every state of the machine. Rests on `ISnapshot::setName` and `ISnapshot::setDescription`.
    ///
    /// - Parameters:
    ///   - nameOrID: the snapshot's name or UUID.
    ///   - name: the new name, by the rules of ``takeSnapshot(_:description:within:)``; nil leaves it.
    ///   - description: the new text for people; nil leaves it.
    ///   - limit: how long it may take, the wait for a lock that somebody else holds included.
    /// - Returns: the snapshot as it is then.
    /// - Throws: ``VMFestError``: `nameTaken`, `invalidArgument`, `noSuchSnapshot`, `ambiguousName`, `noSuchMachine`,
    ///   `inaccessible`, `locked`, and the codes about the host.
    @discardableResult
    public func editSnapshot(
        _ nameOrID: String, name: String? = nil, description: String? = nil, within limit: Duration = .seconds(30)
    ) async throws -> Snapshot {
        let deadline = Deadline.within(limit)
        return try await changing("edit the snapshot") { scope, machine in
            try SnapshotTaking.check(name ?? "unchanged", description ?? "")
            try await HostRoom(scope: scope).require(for: machine)
            return try await scope.withLock(on: machine, id: key, until: deadline) { _, _ in
                let tree = try await SnapshotTree(of: machine)
                let node = try tree.node(nameOrID)
                if let name { try tree.refuseTaken(name, but: node.snapshot.id) }
                try await uncancelled {
                    if let name, name != node.snapshot.name { try await node.remote.setName(name) }
                    if let description { try await node.remote.setDescription(description) }
                }
                var edited = node.snapshot
                edited.name = name ?? edited.name
                edited.description = description ?? edited.description
                return edited
            }
        }
    }
}
