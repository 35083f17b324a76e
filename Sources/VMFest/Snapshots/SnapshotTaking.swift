//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// Takes a snapshot of a machine in whatever state it is: all of it, or none.
///
/// Whoever runs this has the machine's turn.
struct SnapshotTaking: Sendable {
    let scope: HostScope
    let machine: VirtualBoxAPI.Machine

    /// The machine's UUID.
    let key: String
    let name: String
    var description = ""
    let deadline: Deadline
    var report: ProgressHandler?

    func run() async throws -> Snapshot {
        try Self.check(name, description)
        try await HostRoom(scope: scope).require(for: machine)
        let tree = try await SnapshotTree(of: machine)
        try tree.refuseTaken(name)
        let before = tree.snapshots
        var mayExist = false
        do {
            let id = try await take(&mayExist)
            return try await SnapshotTree(of: machine).node(id).snapshot
        } catch {
            let described = await scope.describe(error)
            guard mayExist else { throw described }
            throw await undone(described, before: Set(before.map(\.id)))
        }
    }

    /// Takes it; what runs goes on running meanwhile.
    private func take(_ mayExist: inout Bool) async throws -> String {
        while true {
            let state = try await machine.getState()
            do {
                return try await scope.withLock(on: machine, id: key, until: deadline) { locked, phase in
                    try await take(locked.machine(), isRunning: phase == .running, &mayExist)
                }
            } catch let error as VirtualBoxError
                where [.invalidState, .gone].contains(error.code) && !deadline.hasPassed
            {
                // It was asked to do something else in this moment, or its process ended.
                guard try await machine.getState() != state else { throw error }
            }
        }
    }

    private func take(
        _ machine: VirtualBoxAPI.Machine, isRunning: Bool, _ mayExist: inout Bool
    ) async throws -> String {
        // Where writing what it is doing fails, VirtualBox leaves its guest at a standstill, and says that it runs.
        if isRunning {
            let memory = DataSize.mebibytes(Int(try await machine.getMemorySize()))
            try await HostRoom(scope: scope).require(for: machine, and: memory)
        }
        try Task.checkCancellation()
        mayExist = true
        let (id, progress) = try await machine.takeSnapshot(
            name: name, description: description, pause: !isRunning)
        try await scope.finish(progress, of: "IMachine_takeSnapshot", until: deadline, report: report)
        // VirtualBox says that it is done a moment before the machine is what it was.
        try await scope.settledPhase(of: self.machine, id: key, until: deadline)
        try await uncancelled { try await KeptWrites(machine: machine).ensure() }
        return id
    }

    /// Removes what was taken all the same, and gives the error with what could not be removed.
    ///
    /// In a session of its own: that of the work may be what broke.
    private func undone(_ error: any Error, before: Set<UUID>) async -> any Error {
        let (service, key, name) = (scope.service, key, name)
        return await uncancelled {
            do {
                try await service.withVirtualBox(repeatable: true) { scope in
                    guard let machine = try await scope.findMachine(key) else { return }
                    let tree = try await SnapshotTree(of: machine)
                    for node in tree.nodes where node.snapshot.name == name && !before.contains(node.snapshot.id) {
                        try await SnapshotRemoval(
                            scope: scope, machine: machine, key: key, deadline: .within(.seconds(60))
                        ).merge(node.snapshot)
                    }
                }
                return error
            } catch let failure {
                return VMFestError.adding(["the snapshot '\(name)': \(failure)"], to: error)
            }
        }
    }

    /// - Throws: ``VMFestError`` with `invalidArgument` for a name or a description that VirtualBox could not keep.
    static func check(_ name: String, _ description: String) throws {
        let reason: String? =
            if name.isEmpty {
                "the name is empty"
            } else if name.utf8.count > 200 {
                "the name has more than 200 bytes"
            } else if UUID(uuidString: name) != nil {
                "the name is a UUID, and those are VirtualBox's to give"
            } else if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
                "the name contains a control character"
            } else if description.unicodeScalars.contains(where: \.isUnkeepable) {
                "the description contains a control character other than tabs and ends of lines"
            } else {
                nil
            }
        if let reason { throw VMFestError(.invalidArgument, reason) }
    }
}

extension Unicode.Scalar {
    /// Whether it is a control character that a settings file can not hold.
    fileprivate var isUnkeepable: Bool { properties.generalCategory == .control && !["\n", "\r", "\t"].contains(self) }
}
