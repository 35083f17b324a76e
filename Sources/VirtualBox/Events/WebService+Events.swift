//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension WebService {
    /// Lends the events of the host to work, in order, from now until the work ends.
    ///
    /// Events that happen after the work began are told. Where some were missed, since the service was lost for a while,
    /// the listener was not read for too long, or the work reads more slowly than events come, ``ServiceEvent/missed``
    /// stands in their place.
    ///
    /// - Parameters:
    ///   - readers: which events.
    ///   - patience: how long a service that was lost is tried again; then the events end with the error.
    ///   - limit: how many events wait for the work at most.
    package func withEvents<Value: Sendable>(
        _ readers: [EventReader], patience: Duration = .seconds(30), limit: Int = 4096,
        _ work: (AsyncThrowingStream<ServiceEvent, any Error>) async throws -> Value
    ) async throws -> Value {
        let (events, more) = AsyncThrowingStream<ServiceEvent, any Error>.makeStream(
            bufferingPolicy: .bufferingOldest(limit))
        let (registered, signal) = AsyncThrowingStream<Void, any Error>.makeStream()
        let feed = EventFeed(service: self, readers: readers, patience: patience)
        let reading = Task {
            var hasDropped = false
            do {
                try await feed.run(ready: { signal.finish() }) { event in
                    if hasDropped, case .dropped = more.yield(.missed) { return }
                    hasDropped = false
                    if case .dropped = more.yield(event) { hasDropped = true }
                }
            } catch {
                signal.finish(throwing: error)
                more.finish(throwing: error)
            }
        }
        let outcome: Result<Value, any Error>
        do {
            for try await _ in registered {}
            try Task.checkCancellation()
            outcome = .success(try await work(events))
        } catch {
            outcome = .failure(error)
        }
        reading.cancel()
        await reading.value
        return try outcome.get()
    }
}
