//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Synchronization
import VMFest

/// A line that tells how far something is, on a terminal, once it takes longer than a second.
final class ProgressLine: Sendable {
    private struct State {
        var waiting: [String]
        var activities: [String: Activity] = [:]
    }

    private let title: String
    private let total: Int
    private let state: Mutex<State>
    private let start = ContinuousClock.now

    init(_ title: String, parts: [String] = []) {
        self.title = title
        total = parts.count
        state = Mutex(State(waiting: parts))
    }

    /// Does work and shows the line meanwhile.
    ///
    /// - Parameters:
    ///   - title: what is being done.
    ///   - parts: what it is done to, where that is several; each part's work calls ``observing(_:_:)``.
    ///   - diagnostics: where the line is shown.
    ///   - work: the work.
    static func during<Value>(
        _ title: String,
        parts: [String] = [],
        on diagnostics: Diagnostics = .standard,
        _ work: (ProgressLine) async throws -> Value
    ) async throws -> Value {
        let line = ProgressLine(title, parts: parts)
        let ticker = Task {
            try? await Task.sleep(for: .seconds(1))
            while !Task.isCancelled {
                diagnostics.show(line.text(after: .now - line.start))
                try? await Task.sleep(for: .milliseconds(250))
            }
        }
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await work(line))
        } catch {
            outcome = .failure(error)
        }
        ticker.cancel()
        await ticker.value
        diagnostics.show(nil)
        return try outcome.get()
    }

    /// Does one part's work and notes how far it is.
    func observing<Value>(_ part: String = "", _ work: () async throws -> Value) async throws -> Value {
        defer {
            state.withLock { state in
                state.waiting.removeAll { $0 == part }
                state.activities[part] = nil
            }
        }
        return try await Activity.observe({ self.note($0, of: part) }, during: work)
    }

    func note(_ activity: Activity, of part: String = "") {
        state.withLock { $0.activities[part] = activity }
    }

    /// The line: `start 1 of 3 done: web-2 45 %, web-3, 12 s`.
    func text(after elapsed: Duration) -> String {
        let state = state.withLock { $0 }
        let seconds = "\(elapsed.components.seconds) s"
        guard total > 0 else {
            return [title, Self.describe(state.activities[""]), seconds].compactMap(\.self).joined(separator: ", ")
        }
        let count = total == 1 ? "" : " \(total - state.waiting.count) of \(total) done:"
        let parts = state.waiting.map { part in
            [part, Self.describe(state.activities[part])].compactMap(\.self).joined(separator: " ")
        }
        return "\(title)\(count) " + (parts + [seconds]).joined(separator: ", ")
    }

    private static func describe(_ activity: Activity?) -> String? {
        activity?.percent.map { "\($0) %" }
    }
}
