//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Everybody's one subscription to what happens on a host.
///
/// However many wait, there is one listener on the server and one blocked call. It exists while somebody waits and no
/// longer.
package actor EventHub {
    private var subscribers: [Int: AsyncStream<ServiceEvent>.Continuation] = [:]
    private var nextSubscriber = 0
    private var pump: Pump?

    /// The task that reads events, and the moment from which on none is missed.
    private struct Pump {
        let task: Task<Void, Never>
        let ready: Task<Void, any Error>
    }

    /// Lends the events of the host to work, from now until the work ends.
    ///
    /// Events that happen after the work began are seen, so that looking and then waiting misses nothing.
    package nonisolated func withEvents<Value: Sendable>(
        of service: WebService,
        _ work: (AsyncStream<ServiceEvent>) async throws -> Value
    ) async throws -> Value {
        let (stream, continuation) = AsyncStream<ServiceEvent>.makeStream(bufferingPolicy: .bufferingNewest(4096))
        let (id, ready) = await join(continuation, service)
        let outcome: Result<Value, any Error>
        do {
            try await ready.value
            outcome = .success(try await work(stream))
        } catch {
            outcome = .failure(error)
        }
        await leave(id)
        return try outcome.get()
    }

    private func join(
        _ continuation: AsyncStream<ServiceEvent>.Continuation, _ service: WebService
    ) -> (Int, Task<Void, any Error>) {
        let id = nextSubscriber
        nextSubscriber += 1
        subscribers[id] = continuation
        return (id, (pump ?? start(service)).ready)
    }

    private func leave(_ id: Int) async {
        subscribers.removeValue(forKey: id)?.finish()
        guard subscribers.isEmpty, let pump else { return }
        self.pump = nil
        pump.task.cancel()
        await pump.task.value
    }

    private func start(_ service: WebService) -> Pump {
        let (registered, signal) = AsyncThrowingStream<Void, any Error>.makeStream()
        let task = Task { await self.run(service, registered: signal) }
        let ready = Task { for try await _ in registered { return } }
        let pump = Pump(task: task, ready: ready)
        self.pump = pump
        return pump
    }

    /// Reads events until cancelled, and tells everybody.
    private func run(_ service: WebService, registered: AsyncThrowingStream<Void, any Error>.Continuation) async {
        do {
            try await EventFeed(service: service, readers: EventReader.forWaiting).run(
                ready: { registered.finish() }, tell: { self.broadcast($0) })
        } catch {
            registered.finish(throwing: error)
            if !Task.isCancelled { fail() }
        }
    }

    private func broadcast(_ event: ServiceEvent) {
        for subscriber in subscribers.values { subscriber.yield(event) }
    }

    /// Listening could not even begin: the next to come tries again.
    private func fail() {
        pump = nil
    }
}
