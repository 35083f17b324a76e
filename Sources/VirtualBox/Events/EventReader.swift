//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

/// How events of one type are read: what is asked of each, as data.
package struct EventReader: Sendable {
    /// The type, by its name on the wire.
    package let type: VBoxEventType

    let read: @Sendable (Event) async throws -> ServiceEvent

    /// What whoever waits for something must hear of.
    package static let forWaiting = [machineState, sessionState, machineRegistered, guestProperty]

    /// Everything that there is to tell.
    ///
    /// Plain events only: VirtualBox stops and waits for the readers of those that can be vetoed.
    package static let all =
        forWaiting + [machineData, extraData, mediumRegistered, redirect] + snapshots

    private static let machineState = Self(type: .onMachineStateChanged) { event in
        async let machine = machine(of: event)
        async let state = event.as(MachineStateChangedEvent.self).getState()
        return try await .machineState(machine: machine, state: state)
    }

    private static let sessionState = Self(type: .onSessionStateChanged) { event in
        async let machine = machine(of: event)
        async let state = event.as(SessionStateChangedEvent.self).getState()
        return try await .sessionState(machine: machine, state: state)
    }

    private static let machineRegistered = Self(type: .onMachineRegistered) { event in
        async let machine = machine(of: event)
        async let registered = event.as(MachineRegisteredEvent.self).getRegistered()
        return try await .machineRegistered(machine: machine, registered: registered)
    }

    private static let guestProperty = Self(type: .onGuestPropertyChanged) { event in
        let property = event.as(GuestPropertyChangedEvent.self)
        async let machine = machine(of: event)
        async let name = property.getName()
        async let value = property.getValue()
        return try await .guestProperty(machine: machine, name: name, value: value)
    }

    private static let machineData = Self(type: .onMachineDataChanged) { event in
        try await .machineData(machine: machine(of: event))
    }

    private static let extraData = Self(type: .onExtraDataChanged) { event in
        let extra = event.as(ExtraDataChangedEvent.self)
        async let machine = extra.getMachineId()
        async let key = extra.getKey()
        async let value = extra.getValue()
        let id = try await machine
        return try await .extraData(machine: isNone(id) ? nil : id, key: key, value: value)
    }

    private static let mediumRegistered = Self(type: .onMediumRegistered) { event in
        let medium = event.as(MediumRegisteredEvent.self)
        async let id = medium.getMediumId()
        async let type = medium.getMediumType()
        async let registered = medium.getRegistered()
        return try await .mediumRegistered(medium: id, type: type, registered: registered)
    }

    private static let redirect = Self(type: .onNATRedirect) { event in
        let redirect = event.as(NATRedirectEvent.self)
        async let machine = machine(of: event)
        async let name = redirect.getName()
        async let removed = redirect.getRemove()
        return try await .redirect(machine: machine, name: name, removed: removed)
    }

    private static let snapshots: [Self] = [
        (.onSnapshotTaken, .taken), (.onSnapshotDeleted, .deleted), (.onSnapshotChanged, .changed),
        (.onSnapshotRestored, .restored),
    ].map { (type: VBoxEventType, change: ServiceEvent.SnapshotChange) in
        Self(type: type) { event in
            async let machine = machine(of: event)
            async let snapshot = event.as(SnapshotEvent.self).getSnapshotId()
            return try await .snapshot(machine: machine, snapshot: snapshot, change: change)
        }
    }

    private static func machine(of event: Event) async throws -> String {
        try await event.as(MachineEvent.self).getMachineId()
    }

    /// Whether it is the UUID of nothing, which stands for the host.
    private static func isNone(_ id: String) -> Bool { id.allSatisfy { $0 == "0" || $0 == "-" } }
}
