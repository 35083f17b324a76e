//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// The value of a guest property, which the guest or the host set; nil where it is not set.
    ///
    /// Rests on `IMachine::getGuestProperty`.
    ///
    /// - Throws: ``VMFestError``: `noSuchMachine`, `inaccessible`, and the codes about the host.
    public func guestProperty(_ name: String) async throws -> String? {
        try await VMFestError.during("read the guest property \(name)", of: key) {
            try await host.service.withVirtualBox { scope in
                try await find(in: scope).guestProperty(name)
            }
        }
    }

    /// Waits until a guest property is set, and gives its value.
    ///
    /// What a guest sets when it is up tells that it is up. Rests on VirtualBox's guest property events.
    ///
    /// - Throws: ``VMFestError``: `timeLimit`; `invalidState` when the machine stops running meanwhile;
    ///   `noSuchMachine`; and the codes about the host.
    public func waitForGuestProperty(_ name: String, within limit: Duration = .seconds(300)) async throws -> String {
        let deadline = Deadline.within(limit)
        return try await VMFestError.during("wait for the guest property \(name)", of: key) {
            try await host.service.withVirtualBox(repeatable: true) { scope in
                let machine = try await find(in: scope)
                do {
                    return try await scope.wait(on: key, until: deadline) {
                        if let value = try await machine.guestProperty(name) { return value }
                        let state = try await machine.currentState()
                        guard [.off, .aborted, .saved, .stuck, .inaccessible].contains(state) else { return nil }
                        throw VMFestError(
                            .invalidState, "it is \(state.rawValue), so its guest can not set the property")
                    }
                } catch is DeadlinePassed {
                    throw VMFestError(.timeLimit, "the guest did not set \(name) within the time limit")
                }
            }
        }
    }

    /// The IPv4 addresses that the guest reports for its network interfaces, in the guest's own order.
    ///
    /// Empty while the guest reports none; one without Guest Additions never does. Behind NAT these are addresses of the
    /// machine's private network, which the host does not reach. Rests on `IMachine::enumerateGuestProperties`.
    ///
    /// - Throws: ``VMFestError``: `noSuchMachine`, `inaccessible`, and the codes about the host.
    public func addresses() async throws -> [String] {
        try await VMFestError.during("read the addresses", of: key) {
            try await host.service.withVirtualBox { scope in
                let found = try await find(in: scope).enumerateGuestProperties(
                    patterns: "/VirtualBox/GuestInfo/Net/*/V4/IP")
                return zip(found.names, found.values)
                    .filter { IPv4Address($0.1) != nil }
                    .sorted { Self.interface($0.0) < Self.interface($1.0) }
                    .map(\.1)
            }
        }
    }

    /// The number in `/VirtualBox/GuestInfo/Net/0/V4/IP`.
    private static func interface(_ property: String) -> Int {
        property.split(separator: "/").lazy.compactMap { Int($0) }.first ?? .max
    }
}

extension VirtualBoxAPI.Machine {
    /// The value of a guest property; VirtualBox gives a missing one as empty, without a fault.
    func guestProperty(_ name: String) async throws -> String? {
        let value = try await getGuestProperty(name: name).value
        return value.isEmpty ? nil : value
    }
}
