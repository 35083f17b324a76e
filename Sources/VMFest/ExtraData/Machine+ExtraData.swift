//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// All extra data of the machine: what VirtualBox, its windows, VMFest and others noted, by key.
    ///
    /// VMFest's own notes are among it, below `vmfest/`. Rests on `IMachine::getExtraDataKeys`.
    ///
    /// - Throws: ``VMFestError``: `noSuchMachine`, `inaccessible`, and the codes about the host.
    public func extraData() async throws -> [String: String] {
        try await withExtraData("read extra data") { _, machine in
            try await ExtraData.pairs(machine.getExtraDataKeys()) { try await machine.getExtraData(key: $0) }
        }
    }

    /// The value of a key of the machine's extra data; nil where it is not set.
    ///
    /// Rests on `IMachine::getExtraData`.
    ///
    /// - Throws: ``VMFestError``: `noSuchMachine`, `inaccessible`, and the codes about the host.
    public func extraData(_ key: String) async throws -> String? {
        try await withExtraData("read extra data") { _, machine in
            let value = try await machine.getExtraData(key: key)
            return value.isEmpty ? nil : value
        }
    }

    /// Sets a key of the machine's extra data; nil removes it, and that it is not there is no failure.
    ///
    /// It is possible in every state, but keys that VirtualBox itself reads, those below `VBoxInternal/`, matter at the
    /// next start only. Rests on `IMachine::setExtraData`.
    ///
    /// - Parameters:
    ///   - key: any but those below `vmfest/`, which VMFest's verbs write.
    ///   - value: at least one character.
    ///   - limit: how long it may take, where someone else has the machine's lock.
    /// - Throws: ``VMFestError``: `invalidArgument` for an empty key or value, for a character that XML does not know, and
    ///   for a key of VMFest's own; `noSuchMachine`; `inaccessible`; `locked` when the lock was not free in time; and the
    ///   codes about the host.
    public func setExtraData(
        _ key: String, _ value: String?, within limit: Duration = .seconds(30)
    ) async throws {
        let deadline = Deadline.within(limit)
        try await VMFestError.during("set extra data", of: self.key) { try ExtraData.check(key, value) }
        try await withExtraData("set extra data") { scope, machine in
            try await setExtraData(key, value, of: machine, in: scope, until: deadline)
        }
    }

    private func withExtraData<Value: Sendable>(
        _ action: String, _ work: (HostScope, VirtualBoxAPI.Machine) async throws -> Value
    ) async throws -> Value {
        try await VMFestError.during(action, of: key) {
            try await host.service.withVirtualBox(repeatable: true) { scope in
                try await reading(in: scope) { try await work(scope, $0) }
            }
        }
    }

    /// Sets a key of a machine under its lock, since VirtualBox refuses it without any, and alone among what this program
    /// does with the machine: while a snapshot is taken it can crash VirtualBox's own server process.
    func setExtraData(
        _ name: String, _ value: String?, of machine: VirtualBoxAPI.Machine, in scope: HostScope,
        until deadline: Deadline
    ) async throws {
        try await HostRoom(scope: scope).require(for: machine)
        try await Turnstile.shared.withTurn(key) {
            try await scope.withLock(on: machine, id: key, until: deadline) { locked, _ in
                // VirtualBox forgets a key whose value is empty.
                try await locked.machine().setExtraData(key: name, value: value ?? "")
            }
        }
    }
}
