//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// Removes a snapshot of a machine: what it alone holds is merged into what was made after it.
///
/// Whoever runs this has the machine's turn.
struct SnapshotRemoval: Sendable {
    let scope: HostScope
    let machine: VirtualBoxAPI.Machine

    /// The machine's UUID.
    let key: String
    let deadline: Deadline
    var report: ProgressHandler?

    /// Removes one of a tree, unless something stands against it.
    func run(_ node: SnapshotTree.Node, of tree: SnapshotTree) async throws {
        let children = tree.children(of: node.snapshot)
        if children.count > 1 {
            let names = children.map { "'\($0.name)'" }.joined(separator: ", ")
            throw VMFestError(
                .inUse,
                "\(children.count) snapshots were taken after '\(node.snapshot.name)' (\(names)), and it can be merged"
                    + " into one only; remove them first, until one is left")
        }
        if node.snapshot.isCurrent, let child = children.first {
            throw VMFestError(
                .inUse,
                "the machine's present state came from '\(node.snapshot.name)', and so did '\(child.name)', and it can be"
                    + " merged into one only; remove '\(child.name)' first, or restore a later one")
        }
        try await LinkedClones(scope: scope, key: key).refuse(node)
        try await merge(node.snapshot)
    }

    /// Removes it; that it is gone already is success.
    func merge(_ snapshot: Snapshot) async throws {
        do {
            try await scope.withLock(on: machine, id: key, until: deadline) { locked, _ in
                let progress = try await locked.machine().deleteSnapshot(id: snapshot.key)
                try await scope.finish(progress, of: "IMachine_deleteSnapshot", until: deadline, report: report)
                try await scope.settledPhase(of: machine, id: key, until: deadline)
            }
        } catch let error as VirtualBoxError where error.isDefinite {
            let described = await scope.describe(error)
            guard try await SnapshotTree(of: machine).node(id: snapshot.id) != nil else { return }
            throw described
        }
    }
}
