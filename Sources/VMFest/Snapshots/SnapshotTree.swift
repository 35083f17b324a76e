//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// A machine's snapshots as they were when they were read, each after the one that it was taken after.
struct SnapshotTree: Sendable {
    /// A snapshot, and the remote object that it was read from.
    struct Node: Sendable {
        let remote: VirtualBoxAPI.Snapshot
        var snapshot: Snapshot
    }

    private(set) var nodes: [Node] = []

    var snapshots: [Snapshot] { nodes.map(\.snapshot) }

    /// Reads those of an accessible machine.
    init(of machine: VirtualBoxAPI.Machine) async throws {
        guard let current = try await machine.getCurrentSnapshot() else { return }
        async let currentID = current.getId()
        // The empty name is the first one's.
        let root = try await machine.findSnapshot(nameOrId: "")
        nodes = try await Self.read(root, parent: nil, depth: 0)
        let id = UUID(uuidString: try await currentID)
        for index in nodes.indices where nodes[index].snapshot.id == id { nodes[index].snapshot.isCurrent = true }
    }

    private static func read(_ remote: VirtualBoxAPI.Snapshot, parent: UUID?, depth: Int) async throws -> [Node] {
        async let id = remote.getId()
        async let name = remote.getName()
        async let description = remote.getDescription()
        async let time = remote.getTimeStamp()
        async let isLive = remote.getOnline()
        async let children = remote.getChildren()
        let key = try await id
        guard let id = UUID(uuidString: key) else {
            throw VirtualBoxError(.unexpected, "'\(key)' is no UUID", operation: "ISnapshot_getId")
        }
        let snapshot = try await Snapshot(
            id: id, name: name, description: description,
            taken: Date(timeIntervalSince1970: Double(time) / 1000), isLive: isLive, isCurrent: false, parent: parent,
            depth: depth)
        let below = try await children.concurrentMap { try await read($0, parent: id, depth: depth + 1) }
        return [Node(remote: remote, snapshot: snapshot)] + below.flatMap(\.self)
    }

    /// Those that were taken after one, without others between.
    func children(of snapshot: Snapshot) -> [Snapshot] { snapshots.filter { $0.parent == snapshot.id } }

    /// Refuses a name that a snapshot has, unless it is the one of a UUID.
    func refuseTaken(_ name: String, but id: UUID? = nil) throws {
        guard let other = snapshots.first(where: { $0.name == name && $0.id != id }) else { return }
        throw VMFestError(
            .nameTaken, "it has a snapshot '\(name)' (\(other.key)) already; choose another name or remove that one")
    }

    /// The one of a UUID; nil where there is none.
    func node(id: UUID) -> Node? { nodes.first { $0.snapshot.id == id } }

    /// The one of a name or UUID.
    ///
    /// - Throws: ``VMFestError``: `noSuchSnapshot` with the names that there are; `ambiguousName` with the UUIDs of all that
    ///   have the name.
    func node(_ nameOrID: String) throws -> Node {
        if let id = UUID(uuidString: nameOrID), let node = node(id: id) { return node }
        let named = nodes.filter { $0.snapshot.name == nameOrID }
        if named.count > 1 {
            let ids = named.map(\.snapshot.key).joined(separator: ", ")
            throw VMFestError(
                .ambiguousName, "\(named.count) of its snapshots are called '\(nameOrID)'; use a UUID instead: \(ids)")
        }
        guard let node = named.first else {
            let known = snapshots.map(\.name).joined(separator: ", ")
            let choice = known.isEmpty ? "it has none" : "it has \(known)"
            throw VMFestError(.noSuchSnapshot, "it has no snapshot '\(nameOrID)'; \(choice)")
        }
        return node
    }
}
