//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Logging

/// The events of a host, for as long as someone reads them, whatever becomes of the sessions that they come through.
struct EventFeed: Sendable {
    let service: WebService
    let readers: [EventReader]

    /// How long a service that was lost is tried again; nil without end.
    var patience: Duration?

    /// Reads events until the task is cancelled.
    ///
    /// When the session is lost, or the listener was dropped because it was not read for too long, it registers anew
    /// and tells that something may have been missed.
    ///
    /// - Parameters:
    ///   - ready: called once, when no event is missed from now on.
    ///   - tell: called with each event, in order.
    /// - Throws: `CancellationError`; why listening could not even begin; or why it could not go on, when patience ended.
    func run(ready: () -> Void, tell: (ServiceEvent) async -> Void) async throws {
        var isFirst = true
        var deadline = Deadline.never
        while true {
            try Task.checkCancellation()
            do {
                try await service.withVirtualBox { scope in
                    let listener = try await EventListener(in: scope, readers)
                    if isFirst { ready() } else { await tell(.missed) }
                    isFirst = false
                    deadline = .never
                    while true {
                        try Task.checkCancellation()
                        if let event = try await listener.next() { await tell(event) }
                    }
                }
            } catch {
                try Task.checkCancellation()
                service.logger.debug("listening was interrupted", metadata: ["error": "\(error)"])
                if deadline == .never { deadline = .within(patience) }
                if isFirst || deadline.hasPassed { throw error }
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }
}
