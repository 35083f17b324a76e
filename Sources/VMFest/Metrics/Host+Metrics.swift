//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

/// What a host and its machines use, one sample an interval, lent by ``Host/withMetrics(every:of:_:)``.
///
/// It is read once, by one reader. It ends when the reader's task is cancelled. A reader that takes longer than an interval
/// misses samples; the next is as new as any.
public struct HostMetrics: AsyncSequence, Sendable {
    /// One interval.
    public typealias Element = HostSample

    let collection: MetricCollection
    let interval: Duration

    /// Reads the samples.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let collection: MetricCollection
        let interval: Duration
        var due: ContinuousClock.Instant

        /// The next sample, as soon as the interval is over.
        public mutating func next() async throws -> HostSample? {
            do {
                try await Task.sleep(until: due, clock: .continuous)
                let sample = try await collection.sample()
                due = Swift.max(due.advanced(by: interval), .now)
                return sample
            } catch is CancellationError {
                return nil
            }
        }
    }

    /// Begins to read.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(collection: collection, interval: interval, due: .now.advanced(by: interval))
    }
}

extension Host {
    /// Lends what the host and its running machines use, until the work ends.
    ///
    /// VirtualBox collects, for all its clients at once and in whole seconds. What is not collected yet is set up when
    /// the work begins, or when a machine has started, and given back when the work ends, also when it is cancelled; nothing
    /// else is left there. Where another client switches it off, it is set up again after a few intervals; values are
    /// unknown until then.
    ///
    /// ```swift
    /// try await host.withMetrics(every: .seconds(5)) { samples in
    ///     for try await sample in samples { print(sample.cpu?.idle ?? .nan, sample.machines.count) }
    /// }
    /// ```
    ///
    /// Rests on `IPerformanceCollector::setupMetrics`, `IPerformanceCollector::queryMetricsData` and
    /// `IPerformanceCollector::disableMetrics`.
    ///
    /// - Parameters:
    ///   - interval: 1 second or more, up to a day; fractions of a second are cut off.
    ///   - selection: which machines are measured.
    ///   - work: reads the samples.
    /// - Returns: what the work gives.
    /// - Throws: ``VMFestError``: `invalidArgument` for an interval that is not in range, and the codes about the host; and
    ///   what the work throws.
    public func withMetrics<Value: Sendable>(
        every interval: Duration = .seconds(2), of selection: MachineSelection = .managed,
        _ work: (HostMetrics) async throws -> Value
    ) async throws -> Value {
        guard let period = UInt32(exactly: interval.components.seconds), (1...86_400).contains(period) else {
            throw VMFestError(
                .invalidArgument, "the interval of metrics is 1 second or more, up to a day", action: "read metrics")
        }
        let collection = MetricCollection(self, selection, period: period)
        let outcome: Result<Value, any Error>
        do {
            _ = try await collection.sample()
            outcome = .success(
                try await work(HostMetrics(collection: collection, interval: .seconds(Int(period)))))
        } catch {
            outcome = .failure(error)
        }
        await uncancelled { await collection.end() }
        return try outcome.get()
    }
}
