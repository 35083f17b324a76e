//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

/// A listener registered with the host, in a scope, and how its events are read.
struct EventListener: Sendable {
    private let source: EventSource
    private let listener: VirtualBoxAPI.EventListener

    /// Plain events only: VirtualBox stops and waits for the readers of those that can be vetoed.
    private static let types: [VBoxEventType] = [
        .onMachineStateChanged, .onSessionStateChanged, .onMachineRegistered, .onGuestPropertyChanged,
    ]

    /// How long one question for the next event may block the service's thread, in milliseconds.
    private static let slice: Int32 = 500

    /// Registers; the session gives the registration back when it ends.
    init(in scope: HostScope) async throws {
        source = try await scope.box.getEventSource()
        listener = try await source.createListener()
        try await source.registerListener(listener: listener, interesting: Self.types, active: false)
    }

    /// The next event; nil when none came within half a second, or when it was none that matters.
    func next() async throws -> HostEvent? {
        guard let event = try await source.getEvent(listener: listener, timeout: Self.slice) else { return nil }
        let read: Result<HostEvent?, any Error>
        do { read = .success(try await Self.read(event)) } catch { read = .failure(error) }
        // The server keeps an event until it is told that it was read, and its reference until it is released.
        async let processed: Void = source.eventProcessed(listener: listener, event: event)
        try await processed
        try await event.release()
        return try read.get()
    }

    private static func read(_ event: Event) async throws -> HostEvent? {
        switch try await event.getType() {
        case .onMachineStateChanged:
            async let machine = event.as(MachineEvent.self).getMachineId()
            async let state = event.as(MachineStateChangedEvent.self).getState()
            return try await .machineState(machine: machine, state: state)
        case .onSessionStateChanged:
            async let machine = event.as(MachineEvent.self).getMachineId()
            async let state = event.as(SessionStateChangedEvent.self).getState()
            return try await .sessionState(machine: machine, state: state)
        case .onMachineRegistered:
            async let machine = event.as(MachineEvent.self).getMachineId()
            async let registered = event.as(MachineRegisteredEvent.self).getRegistered()
            return try await .machineRegistered(machine: machine, registered: registered)
        case .onGuestPropertyChanged:
            let property = event.as(GuestPropertyChangedEvent.self)
            async let machine = event.as(MachineEvent.self).getMachineId()
            async let name = property.getName()
            async let value = property.getValue()
            return try await .guestProperty(machine: machine, name: name, value: value)
        default:
            return nil
        }
    }
}
