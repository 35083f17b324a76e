//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// One step of the demo, done.
struct DemoStep: Sendable, Hashable, Encodable {
    var step: String
    /// In whole milliseconds.
    var seconds: Double
    var detail: String

    init(step: String, seconds: Double, detail: String) {
        self.step = step
        self.seconds = seconds.inMilliseconds
        self.detail = detail
    }

    /// The step as a line of a list.
    var line: String {
        let time = String(format: "%.3f s", seconds).padded(to: 12, onLeft: true)
        return step.padded(to: 12) + time + (detail.isEmpty ? "" : "  \(detail.printable)")
    }
}

/// What the demo did.
struct DemoReport: Presentable {
    var machine: String
    var host: String
    /// Whether all steps were taken.
    var done = false
    var steps: [DemoStep] = []

    private enum CodingKeys: String, CodingKey {
        case machine, host, done, steps, seconds
    }

    var identifiers: [String] { [] }

    /// The sum of all steps.
    var seconds: Double { steps.map(\.seconds).reduce(0, +).inMilliseconds }

    /// The last line of the list; the steps were shown as they were done.
    var text: String { DemoStep(step: "all", seconds: seconds, detail: done ? "done" : "not done").line }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(machine, forKey: .machine)
        try container.encode(host, forKey: .host)
        try container.encode(done, forKey: .done)
        try container.encode(steps, forKey: .steps)
        try container.encode(seconds, forKey: .seconds)
    }
}

extension Double {
    /// Seconds without what is below a millisecond.
    fileprivate var inMilliseconds: Double { (self * 1_000).rounded() / 1_000 }
}
