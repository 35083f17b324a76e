//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

// How a property is read or waited for is beside the other things of the guest; changes as they happen are events, see
// ``Host/withEvents(of:_:)``.
extension Machine {
    /// The guest properties of the machine, by name.
    ///
    /// Rests on `IMachine::enumerateGuestProperties`.
    ///
    /// - Parameter pattern: which ones: `*` stands for any characters, `?` for one, `|` separates several patterns; an empty
    ///   one means all.
    /// - Throws: ``VMFestError``: `noSuchMachine`, `inaccessible`, and the codes about the host.
    public func guestProperties(matching pattern: String = "") async throws -> [GuestProperty] {
        try await VMFestError.during("list the guest properties", of: key) {
            let found = try await host.service.withVirtualBox { scope in
                try await find(in: scope).enumerateGuestProperties(patterns: pattern)
            }
            return found.names.indices.compactMap { index -> GuestProperty? in
                guard [found.values.count, found.timestamps.count, found.flags.count].allSatisfy({ $0 > index }),
                    !found.values[index].isEmpty
                else { return nil }
                return GuestProperty(
                    name: found.names[index], value: found.values[index],
                    set: Date(timeIntervalSince1970: Double(found.timestamps[index]) / 1e9),
                    flags: GuestProperty.Flag.flags(found.flags[index]))
            }.sorted { $0.name < $1.name }
        }
    }

    /// Sets a guest property; nil removes it, and that it is not there is no failure.
    ///
    /// The guest hears of it while it runs. One that is set while the machine is off is kept with its settings. Rests on
    /// `IMachine::setGuestProperty`.
    ///
    /// - Parameters:
    ///   - name: at most 63 bytes, without `*`, `?` and `|`.
    ///   - value: at most 1,023 bytes and not empty.
    ///   - flags: what holds for it from now on.
    ///   - limit: how long it may take, where someone else has the machine's lock.
    /// - Throws: ``VMFestError``: `invalidArgument` for a name or a value that is none; `failed` for one that the host can
    ///   not change; `locked`; `noSuchMachine`; `inaccessible`; and the codes about the host.
    public func setGuestProperty(
        _ name: String, _ value: String?, flags: Set<GuestProperty.Flag> = [], within limit: Duration = .seconds(30)
    ) async throws {
        let deadline = Deadline.within(limit)
        try await VMFestError.during("set the guest property \(name)", of: key) {
            try Self.check(name, value)
            let change: @Sendable (VirtualBoxAPI.Machine) async throws -> Void = { machine in
                guard let value else { return try await machine.deleteGuestProperty(name: name) }
                try await machine.setGuestProperty(
                    property: name, value: value, flags: GuestProperty.Flag.text(flags))
            }
            try await host.service.withVirtualBox(repeatable: true) { scope in
                let machine = try await find(in: scope)
                do {
                    try await self.change(machine, in: scope, until: deadline, change)
                } catch let error as VirtualBoxError where error.resultCode == .accessDenied {
                    guard try await machine.getAccessible() else { throw await inaccessible(machine) }
                    throw error
                }
            }
        }
    }

    /// Changes a property as is possible in this moment: directly while the machine runs, else under its lock.
    private func change(
        _ machine: VirtualBoxAPI.Machine, in scope: HostScope, until deadline: Deadline,
        _ change: @Sendable (VirtualBoxAPI.Machine) async throws -> Void
    ) async throws {
        while true {
            do {
                return try await change(machine)
            } catch let error as VirtualBoxError where error.code == .invalidState {
                // It does not run.
            }
            do {
                return try await scope.withLock(.write, on: machine, id: key, until: deadline.orWithin(.seconds(1))) {
                    let locked = try await $0.machine()
                    try await change(locked)
                    try await locked.saveSettings()
                }
            } catch let error as VirtualBoxError where error.code == .locked && !deadline.hasPassed {
                // Somebody changes it, or it was started meanwhile.
            }
        }
    }

    private static func check(_ name: String, _ value: String?) throws {
        guard (1...63).contains(name.utf8.count), !name.contains(where: { "*?|".contains($0) }) else {
            throw VMFestError(
                .invalidArgument, "'\(name)' is no name of a guest property: 1 to 63 bytes, without '*', '?' and '|'")
        }
        guard let value else { return }
        guard !value.isEmpty else {
            throw VMFestError(.invalidArgument, "VirtualBox keeps no empty value; remove the property instead")
        }
        guard value.utf8.count < 1024 else {
            throw VMFestError(.invalidArgument, "the value has \(value.utf8.count) bytes, and 1,023 are the most")
        }
    }
}
