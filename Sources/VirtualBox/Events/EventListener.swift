//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

/// A listener registered with the host, in a scope, and how its events are read.
struct EventListener: Sendable {
    private let source: EventSource
    private let listener: VirtualBoxAPI.EventListener
    private let readers: [VBoxEventType: EventReader]

    /// How long one question for the next event may block the service's thread, in milliseconds.
    private static let slice: Int32 = 500

    /// Registers; the session gives the registration back when it ends.
    init(in scope: HostScope, _ readers: [EventReader] = EventReader.forWaiting) async throws {
        self.readers = Dictionary(readers.map { ($0.type, $0) }) { first, _ in first }
        source = try await scope.box.getEventSource()
        listener = try await source.createListener()
        try await source.registerListener(listener: listener, interesting: readers.map(\.type), active: false)
    }

    /// The next event; nil when none came within half a second, or when it was none that matters.
    func next() async throws -> ServiceEvent? {
        guard let event = try await source.getEvent(listener: listener, timeout: Self.slice) else { return nil }
        let read: Result<ServiceEvent?, any Error>
        do { read = .success(try await readers[event.getType()]?.read(event)) } catch { read = .failure(error) }
        // The server keeps an event until it is told that it was read, and its reference until it is released.
        async let processed: Void = source.eventProcessed(listener: listener, event: event)
        try await processed
        try await event.release()
        return try read.get()
    }
}
