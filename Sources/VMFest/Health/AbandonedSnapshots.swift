//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// The snapshots that programs took to go back to, and did not go back to before they ended.
struct AbandonedSnapshots: Sendable {
    let host: Host
    let scope: HostScope

    func all() async throws -> [HostHealth.AbandonedSnapshot] {
        let found = try await scope.box.getMachines().concurrentMap { try await snapshots(of: $0) }.flatMap(\.self)
        guard !found.isEmpty else { return [] }
        let undertakings = Undertakings(scope: scope)
        let notes = try await undertakings.all()
        var abandoned: [HostHealth.AbandonedSnapshot] = []
        for candidate in found {
            let note = SnapshotTurn.id(in: candidate.snapshot.name).flatMap { notes[$0] }
            if let note, try await undertakings.isUnderWay(note) { continue }
            guard try await isThere(candidate) else { continue }
            abandoned.append(candidate)
        }
        return abandoned.sorted { ($0.name, $0.snapshot.taken) < ($1.name, $1.snapshot.taken) }
    }

    private func snapshots(of remote: VirtualBoxAPI.Machine) async throws -> [HostHealth.AbandonedSnapshot] {
        do {
            guard let name = try await remote.nameIfAccessible(), let id = UUID(uuidString: try await remote.getId())
            else { return [] }
            return try await SnapshotTree(of: remote).snapshots.filter { SnapshotTurn.id(in: $0.name) != nil }.map {
                HostHealth.AbandonedSnapshot(machine: Machine(host: host, id: id), name: name, snapshot: $0)
            }
        } catch let error as VirtualBoxError where error.isDefinite {
            // The machine, or a snapshot of it, is being removed in this moment; what stays is seen next time.
            return []
        }
    }

    /// Its program may have gone back to it while it was looked at, and have erased its note.
    private func isThere(_ candidate: HostHealth.AbandonedSnapshot) async throws -> Bool {
        guard let remote = try await scope.findMachine(candidate.machine.key) else { return false }
        return try await snapshots(of: remote).contains { $0.snapshot.id == candidate.snapshot.id }
    }
}
