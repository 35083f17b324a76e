//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest
import VirtualBox

/// What each verb costs: round trips and time.
struct Verbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The number of web service calls of each verb, its time, and how much of that is not VirtualBox's.")

    @Option(help: "How often each verb is measured.")
    var times = 10

    func run() async throws {
        try await Bench.withImage { try await measure(on: $0) }
    }

    private func measure(on image: String) async throws {
        let host = try Bench.host()
        var rows: [Row] = []
        func measure<Value>(_ verb: String, _ work: () async throws -> Value) async throws -> Value {
            let index = rows.firstIndex { $0.verb == verb } ?? rows.count
            if index == rows.count { rows.append(Row(verb: verb)) }
            let before = host.callCount
            let (value, wire) = try await host.calls.timeOnTheWire { try await rows[index].times.measure(work) }
            rows[index].calls.insert(host.callCount - before)
            if let time = rows[index].times.times.last { rows[index].own.add(time - wire) }
            return value
        }
        _ = try await host.version()
        for _ in 0..<times {
            let machine = try await measure("create") {
                try await host.create("bench-verbs", Bench.spec, image: .file(image))
            }
            try await measure("start") { try await machine.start() }
            try await measure("pause") { try await machine.pause() }
            try await measure("resume") { try await machine.resume() }
            try await measure("reset") { try await machine.reset() }
            try await measure("save") { try await machine.save() }
            try await measure("start (restore)") { try await machine.start() }
            _ = try await measure("state") { try await machine.state() }
            _ = try await measure("info") { try await machine.info() }
            try await measure("power-off") { try await machine.powerOff() }
            try await measure("destroy") { try await machine.destroy() }
        }
        print("verb              calls        time beside calls   time")
        for row in rows {
            let calls = row.calls.sorted().map(String.init).joined(separator: "/")
            print(
                Self.padded(row.verb, 18) + Self.padded(calls, 13)
                    + Self.padded("\(row.own.quantile(0.5).milliseconds) ms", 20) + row.times.summary)
        }
    }

    /// What was measured of a verb.
    private struct Row {
        let verb: String
        var calls: Set<Int> = []
        /// In all.
        var times = Measurement()
        /// While no call was under way.
        var own = Measurement()
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
