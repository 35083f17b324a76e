//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// What was done so far, how long each verb took, and what failed.
actor EnduranceTally {
    private(set) var count = 0
    private(set) var failures: [String] = []
    private var times: [String: Measurement] = [:]

    /// Does a verb, and counts it.
    nonisolated func verb<Value: Sendable>(_ name: String, _ work: () async throws -> Value) async throws -> Value {
        let start = ContinuousClock.now
        do {
            let value = try await work()
            await add(name, start.duration(to: .now))
            return value
        } catch {
            await add(name, start.duration(to: .now))
            throw EnduranceFailure(verb: name, error: error)
        }
    }

    private func add(_ name: String, _ time: Duration) {
        count += 1
        times[name, default: Measurement()].add(time)
    }

    func fail(_ failure: String) {
        failures.append(failure)
        print("failed: \(failure)")
    }

    /// A line for each verb.
    var summary: String {
        times.sorted { $0.key < $1.key }.map { name, times in
            "\(name.padding(toLength: 13, withPad: " ", startingAt: 0)) \(times.times.count) times, \(times.summary)"
        }.joined(separator: "\n")
    }
}

/// A verb that failed.
private struct EnduranceFailure: Error, CustomStringConvertible {
    let verb: String
    let error: any Error

    var description: String { "\(verb): \(error)" }
}
