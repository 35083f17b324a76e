//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// The events of a host, in the order in which they happened, lent by ``Host/withEvents(of:_:)``.
///
/// It is read once, by one reader. It ends when the reader's task is cancelled, and with a ``VMFestError`` about the host
/// when the host was lost and did not come back within half a minute.
public struct HostEvents: AsyncSequence, Sendable {
    /// One thing that happened.
    public typealias Element = HostEvent

    let host: Host
    let kinds: Set<HostEvent.Kind>
    let events: AsyncThrowingStream<ServiceEvent, any Error>

    /// Reads the events.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let host: Host
        let kinds: Set<HostEvent.Kind>
        var events: AsyncThrowingStream<ServiceEvent, any Error>.Iterator

        /// The next event of a kind that was asked for, or a ``HostEvent/gap``.
        public mutating func next() async throws -> HostEvent? {
            while true {
                let next: ServiceEvent?
                do {
                    next = try await events.next(isolation: #isolation)
                } catch let error as VirtualBoxError {
                    throw VMFestError(error, action: "read events")
                } catch let error as ResponseError {
                    throw VMFestError(.failed, "\(error)", action: "read events")
                }
                guard let next else { return nil }
                guard let event = HostEvent(next, on: host), event == .gap || kinds.contains(event.kind) else {
                    continue
                }
                return event
            }
        }
    }

    /// Begins to read; a second reader would take events from the first.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(host: host, kinds: kinds, events: events.makeAsyncIterator())
    }
}

extension Host {
    /// Lends what happens on the host, from now until the work ends.
    ///
    /// Listening has begun when the work begins: what happens from then on is told, so that looking first and reading
    /// events afterwards misses nothing. Where events were missed all the same, since the service was gone for a while or
    /// the reader was too slow, a ``HostEvent/gap`` stands in their place, and reading goes on.
    ///
    /// ```swift
    /// try await host.withEvents(of: [.state]) { events in
    ///     for try await case .state(let machine, let state) in events { print(machine, state) }
    /// }
    /// ```
    ///
    /// It costs VirtualBox's web service one thread, and nothing is left there when the work ends, also when it is
    /// cancelled. Rests on `IEventSource::registerListener` and `IEventSource::getEvent`.
    ///
    /// - Parameters:
    ///   - kinds: which events are wanted; a gap is told in any case.
    ///   - work: reads the events.
    /// - Returns: what the work gives.
    /// - Throws: ``VMFestError`` with the codes about the host, and what the work throws.
    public func withEvents<Value: Sendable>(
        of kinds: Set<HostEvent.Kind> = Set(HostEvent.Kind.allCases), _ work: (HostEvents) async throws -> Value
    ) async throws -> Value {
        do {
            return try await service.withEvents(HostEvent.Kind.readers(of: kinds)) { events in
                try await work(HostEvents(host: self, kinds: kinds, events: events))
            }
        } catch let error as VirtualBoxError {
            throw VMFestError(error, action: "read events")
        }
    }
}
