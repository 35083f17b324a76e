//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

extension EventSource {
    /// Waits until a question has an answer, asking at once and again whenever this source tells of an event.
    ///
    /// For what a machine's process alone tells, and not the host.
    ///
    /// - Parameters:
    ///   - types: which events.
    ///   - turn: makes calls to the source; none blocks it for longer than half a second.
    ///   - ask: gives nil for "not yet".
    /// - Throws: what the calls and asking throw, and `CancellationError`.
    package func wait<Answer: Sendable>(
        for types: [VBoxEventType], turn: (() async throws -> Void) async throws -> Void,
        _ ask: () async throws -> Answer?
    ) async throws -> Answer {
        if let answer = try await ask() { return answer }
        var listener = VirtualBoxAPI.EventListener(reference: reference)
        try await turn {
            listener = try await createListener()
            try await registerListener(listener: listener, interesting: types, active: false)
        }
        while true {
            if let answer = try await ask() { return answer }
            var isNews = false
            while !isNews {
                try Task.checkCancellation()
                try await turn {
                    guard let event = try await getEvent(listener: listener, timeout: 500) else { return }
                    isNews = true
                    try await eventProcessed(listener: listener, event: event)
                    try await event.release()
                }
            }
        }
    }
}
