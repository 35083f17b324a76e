//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Logging
import VirtualBox

/// The turn at a machine between a snapshot and its restore: of all programs on all computers one has it at a time.
///
/// Two would take the machine back from under one another. It is noted on the host, like everything that somebody is at work
/// on, so it ends with the program that has it.
struct SnapshotTurn: Sendable {
    let service: WebService

    /// The machine's UUID.
    let machine: String

    /// Its own UUID.
    let id = UUID().uuidString.lowercased()

    /// The name of the snapshot.
    var snapshot: String { Self.prefix + id }

    /// The UUID that is in the name of a snapshot; nil where it is none of these.
    static func id(in snapshot: String) -> String? {
        guard snapshot.hasPrefix(prefix) else { return nil }
        return String(snapshot.dropFirst(prefix.count))
    }

    /// Those that this task is in already: work in between may do such work itself.
    @TaskLocal private static var entered: Set<String> = []

    private static let prefix = "vmfest-with-"

    /// Does something while nobody else has the turn.
    ///
    /// - Throws: ``VMFestError`` with `inUse` when somebody else has it.
    func during<Value>(_ work: () async throws -> Value) async throws -> Value {
        let outcome: Result<Value, any Error>
        do {
            try await VMFestError.during("take a snapshot", of: machine) { try await take() }
            outcome = .success(try await Self.$entered.withValue(Self.entered.union([id])) { try await work() })
        } catch {
            outcome = .failure(error)
        }
        do {
            try await Undertakings.conclude(id, on: service)
        } catch {
            service.logger.warning("a note of an undertaking stays", metadata: ["id": "\(id)", "error": "\(error)"])
        }
        return try outcome.get()
    }

    private func take() async throws {
        try await service.withVirtualBox { scope in
            let undertakings = Undertakings(scope: scope)
            try await undertakings.begin(
                .snapshot, id, name: snapshot, machine: machine, within: .seconds(86_400))
            try await outlive(undertakings)
            try await undertakings.hold(id)
        }
    }

    /// Waits until all others who want the turn have given way, or one has it.
    ///
    /// Of several who see one another the one with the smallest UUID stays. Who came first may not have seen the others,
    /// so that one is waited for.
    private func outlive(_ undertakings: Undertakings) async throws {
        let deadline = Deadline.within(.seconds(10))
        while true {
            var isAlone = true
            for (other, note) in try await undertakings.all() where note.machine == machine && other != id {
                guard !Self.entered.contains(other), try await undertakings.isUnderWay(note) else { continue }
                isAlone = false
                guard note.isHeld == true || other < id || deadline.hasPassed else { continue }
                throw VMFestError(
                    .inUse,
                    "somebody else\(note.client.map { " on \($0.computer)" } ?? "") is at work with the machine and will"
                        + " take it back to the snapshot '\(note.name)'; wait until that is done")
            }
            if isAlone { return }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
