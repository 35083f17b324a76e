//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// Sets tags, and removes those whose value is nil; all others stay as they are.
    ///
    /// Each tag is kept by itself, so clients that tag one machine at once do not undo each other's work. The tags are
    /// set one after another: where it is cut off, some are. It is possible in every state. Rests on
    /// `IMachine::setExtraData`.
    ///
    /// - Parameters:
    ///   - tags: keys with their new values; see ``MachineLabels/tags`` for what they may be. Removing one that is not
    ///     there is no failure.
    ///   - limit: how long it may take, where someone else has the machine's lock.
    /// - Throws: ``VMFestError``: `invalidArgument` with everything that is wrong with the tags, before anything was
    ///   changed; `noSuchMachine`; `inaccessible`; `locked` when the lock was not free in time; and the codes about the
    ///   host.
    public func tag(_ tags: [String: String?], within limit: Duration = .seconds(30)) async throws {
        let deadline = Deadline.within(limit)
        let changes = tags.sorted { $0.key < $1.key }
        try await VMFestError.during("tag", of: key) {
            let problems = changes.flatMap { MachineTag.problems(key: $0.key, value: $0.value) }
            guard problems.isEmpty else {
                throw VMFestError(.invalidArgument, "these tags can not be set:", problems: problems)
            }
            try await host.service.withVirtualBox(repeatable: true) { scope in
                try await reading(in: scope) { machine in
                    for (key, value) in changes {
                        try await setExtraData(MachineTag.prefix + key, value, of: machine, in: scope, until: deadline)
                    }
                }
            }
        }
    }
}

extension VirtualBoxAPI.Machine {
    /// The keys of VMFest's own notes in the machine's extra data.
    func noteKeys() async throws -> [String] { try await getExtraDataKeys().filter { $0.hasPrefix(ExtraData.own) } }

    /// Sets a tag; nil removes it.
    func setTag(_ key: String, _ value: String?) async throws {
        // VirtualBox forgets a key whose value is empty.
        try await setExtraData(key: MachineTag.prefix + key, value: value ?? "")
    }

    /// The values of the tags among these keys.
    func tags(among keys: [String]) async throws -> [String: String] {
        let keys = keys.filter { $0.hasPrefix(MachineTag.prefix) }
        let values = try await keys.concurrentMap { try await getExtraData(key: $0) }
        let pairs = zip(keys.map { String($0.dropFirst(MachineTag.prefix.count)) }, values)
        // One that was removed meanwhile is empty.
        return Dictionary(pairs.filter { !$0.1.isEmpty }) { first, _ in first }
    }
}
