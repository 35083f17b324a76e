//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Logging
import VirtualBox
import VirtualBoxAPI

/// What a program is at work on: noted in the host's extra data before anything of it is there, and erased when it is
/// whole, or undone.
///
/// A note whose program is no longer there tells what was left half-made.
struct Undertaking: Sendable, Hashable, Codable {
    enum Kind: String, Sendable, Hashable, Codable {
        /// A machine that is being made.
        case machine
        /// An image that is being made.
        case image
        /// A data disk that is being made.
        case disk
        /// Several machines that are to be had all or not at all, from the first call until their guests are ready.
        case run
        /// Work with a machine between a snapshot and its restore.
        case snapshot
    }

    var kind: Kind

    /// What the machine, the image, the disk, the machines or the snapshot are called.
    var name: String

    /// The machine's folder on the host, or the disk's file there.
    var folder: String?

    /// The web service's name of the session object that locks the machine.
    ///
    /// VirtualBox keeps a lock when its web session ends, and lets everybody give it back who knows the session object.
    var session: String?

    /// The web service's name of the root object of the session in which it is made.
    ///
    /// With it anybody can end that session.
    var root: String?

    /// The web service's name of the long operation that makes it.
    ///
    /// VirtualBox goes on with it when nobody asks for it any more; with this anybody can cancel it.
    var progress: String?

    /// The UUID of the warm template that the machine is cloned from.
    var template: String?

    /// The UUID of the machine that is taken back to a snapshot afterwards.
    var machine: String?

    /// Whether the machine is this one's alone; see ``SnapshotTurn``.
    var isHeld: Bool?

    /// Who is at work; nil when nobody is any more.
    var client: ClientMark?

    /// When it is over at the latest by the host's clock, for those who can not find out whether the program still runs.
    var until: Date

    /// Whether somebody may still be at work on it.
    ///
    /// - Parameter now: what the host's clock says; it is asked where nothing better is known.
    func isUnderWay(at now: () async throws -> Date) async rethrows -> Bool {
        guard let client else { return false }
        if let isAlive = await client.isAlive() { return isAlive }
        return try await until > now()
    }
}

/// The notes of what is under way on a host.
struct Undertakings: Sendable {
    let scope: HostScope

    /// Notes that this program begins something.
    ///
    /// - Parameter id: the UUID of the machine, or one of its own for anything else.
    func begin(
        _ kind: Undertaking.Kind, _ id: String, name: String, folder: HostPath? = nil, session: Session? = nil,
        template: String? = nil, machine: String? = nil, within limit: Duration
    ) async throws {
        try await HostRoom(scope: scope).require()
        let until = try await scope.now().addingTimeInterval(limit / .seconds(1))
        let note = Undertaking(
            kind: kind, name: name, folder: folder?.text, session: session?.reference.id,
            root: scope.box.reference.id, template: template, machine: machine,
            client: try await ClientMarks.shared.begin(id), until: until)
        do {
            try await write(note, id)
        } catch {
            await ClientMarks.shared.end(id)
            throw error
        }
    }

    /// Whether somebody may still be at work on something.
    func isUnderWay(_ note: Undertaking) async throws -> Bool {
        try await note.isUnderWay { try await scope.now() }
    }

    /// Notes something for as long as some work takes, however the work ends.
    func during<Value>(
        _ kind: Undertaking.Kind, _ name: String, within limit: Duration, _ work: () async throws -> Value
    ) async throws -> Value {
        let id = UUID().uuidString.lowercased()
        try await begin(kind, id, name: name, within: limit)
        let outcome: Result<Value, any Error>
        do { outcome = .success(try await work()) } catch { outcome = .failure(await scope.describe(error)) }
        do {
            try await Self.conclude(id, on: scope.service)
        } catch {
            scope.service.logger.warning(
                "a note of an undertaking stays", metadata: ["id": "\(id)", "error": "\(error)"])
        }
        return try outcome.get()
    }

    /// Notes that it is whole, or undone.
    func end(_ id: String) async throws {
        try await scope.box.setExtraData(key: Self.prefix + id, value: "")
        await ClientMarks.shared.end(id)
    }

    /// Notes how it ended, also in a cancelled task, and in a session of its own: that of the work may be what broke.
    ///
    /// Where the host can not be told, its note stays as that of somebody who is no longer at work.
    static func conclude(_ id: String, hasRemains: Bool = false, on service: WebService) async throws {
        try await uncancelled {
            let outcome: Result<Void, any Error>
            do {
                try await service.withVirtualBox(repeatable: true) { scope in
                    let undertakings = Undertakings(scope: scope)
                    if hasRemains { try await undertakings.abandon(id) } else { try await undertakings.end(id) }
                }
                outcome = .success(())
            } catch {
                outcome = .failure(error)
            }
            await ClientMarks.shared.end(id)
            try outcome.get()
        }
    }

    /// Notes that it will not be whole, and that something is left of it.
    func abandon(_ id: String) async throws {
        guard var note = try await note(id) else { return }
        note.client = nil
        try await write(note, id)
    }

    /// Notes that a machine is its own from now on.
    func hold(_ id: String) async throws {
        guard var note = try await note(id) else { return }
        note.isHeld = true
        try await write(note, id)
    }

    /// Notes the long operation that an undertaking consists of now.
    func note(_ progress: VirtualBoxAPI.Progress, of id: String) async throws {
        guard var note = try await note(id) else { return }
        note.progress = progress.reference.id
        try await write(note, id)
    }

    /// All notes, by UUID.
    ///
    /// One that can not be read is passed over, with a warning.
    func all() async throws -> [String: Undertaking] {
        let keys = try await scope.box.getExtraDataKeys().filter { $0.hasPrefix(Self.prefix) }
        let ids = keys.map { String($0.dropFirst(Self.prefix.count)) }
        let notes = try await ids.concurrentMap { id in try await note(id) }
        return Dictionary(zip(ids, notes).compactMap { id, note in note.map { (id, $0) } }) { first, _ in first }
    }

    private func note(_ id: String) async throws -> Undertaking? {
        let text = try await scope.box.getExtraData(key: Self.prefix + id)
        guard !text.isEmpty else { return nil }
        do {
            return try NoteForm.record(in: text)
        } catch {
            scope.service.logger.warning("a note of an undertaking can not be read", metadata: ["id": "\(id)"])
            return nil
        }
    }

    private func write(_ note: Undertaking, _ id: String) async throws {
        try await scope.box.setExtraData(key: Self.prefix + id, value: NoteForm.text(of: note))
    }

    private static let prefix = "vmfest/making/"
}
