//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// What several sides took for one thing, VMFest first.
struct Comparison {
    /// One side of it.
    struct Side {
        let name: String
        var times = Measurement()
        /// Round trips to the web service; nil where it is not known.
        var calls: Int?
    }

    let subject: String
    var sides: [Side]

    /// The most memory that VMFest's process had, in KiB; nil where that was not measured.
    var memory: Int?

    init(_ subject: String, _ sides: String...) {
        self.subject = subject
        self.sides = sides.map { Side(name: $0) }
    }

    /// Does something for a side once more, and notes the time.
    mutating func measure<Value>(_ side: String, _ work: () async throws -> Value) async throws -> Value {
        let index = try index(of: side)
        return try await sides[index].times.measure(work)
    }

    /// Notes a time that was measured elsewhere.
    mutating func add(_ time: Duration, to side: String) throws { sides[try index(of: side)].times.add(time) }

    mutating func note(calls: Int, of side: String) throws { sides[try index(of: side)].calls = calls }

    private func index(of side: String) throws -> Int {
        guard let index = sides.firstIndex(where: { $0.name == side }) else { throw BenchmarkError("no side \(side)") }
        return index
    }

    /// The median of the first side as a multiple of another's.
    func ratio(to side: Side) -> Double {
        guard let own = sides.first, side.times.quantile(0.5) > .zero else { return 0 }
        return own.times.quantile(0.5).seconds / side.times.quantile(0.5).seconds
    }

    /// A line for each side that was measured.
    var table: String {
        var lines = [subject]
        for side in sides where !side.times.times.isEmpty {
            let calls = side.calls.map { "\($0)" } ?? ""
            let ratio = side.name == sides.first?.name ? "" : String(format: "%.2f", self.ratio(to: side))
            lines.append(
                "  " + Self.padded(side.name, 30) + Self.leading("\(side.times.quantile(0.5).milliseconds)", 10)
                    + Self.leading("\(side.times.quantile(0).milliseconds)", 10)
                    + Self.leading("\(side.times.quantile(1).milliseconds)", 10)
                    + Self.leading("\(side.times.times.count)", 6) + Self.leading(calls, 8) + Self.leading(ratio, 10))
        }
        return lines.joined(separator: "\n")
    }

    static let heading =
        "  " + padded("", 30) + leading("median ms", 10) + leading("least", 10) + leading("most", 10)
        + leading("times", 6) + leading("calls", 8) + leading("VMFest is", 10)

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func leading(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(1, width - text.count)) + text
    }
}

extension [Comparison] {
    /// A drawing with a bar for each side, and a line from its least to its most time; each subject has a scale of its own.
    var plot: String {
        var shapes: [String] = []
        var y = 30.0
        for comparison in self {
            let sides = comparison.sides.filter { !$0.times.times.isEmpty }
            guard let most = sides.map({ $0.times.quantile(1).seconds }).max(), most > 0 else { continue }
            shapes.append(Self.text(comparison.subject, x: 10, y: y, weight: "bold"))
            for (index, side) in sides.enumerated() {
                y += 22
                let scale = 460 / most
                let (least, median, longest) = (
                    side.times.quantile(0), side.times.quantile(0.5), side.times.quantile(1)
                )
                let color = index == 0 ? "#2a6fdb" : "#b0b7c3"
                shapes.append(Self.text(side.name, x: 20, y: y))
                shapes.append(
                    "<rect x='250' y='\(y - 12)' width='\(median.seconds * scale)' height='14' fill='\(color)'/>")
                shapes.append(
                    "<line x1='\(250 + least.seconds * scale)' x2='\(250 + longest.seconds * scale)' y1='\(y - 5)'"
                        + " y2='\(y - 5)' stroke='#222'/>")
                shapes.append(Self.text("\(median.milliseconds) ms", x: 720, y: y))
            }
            y += 36
        }
        return "<svg xmlns='http://www.w3.org/2000/svg' width='840' height='\(y)' font-family='sans-serif'"
            + " font-size='13'>\n<rect width='100%' height='100%' fill='white'/>\n"
            + shapes.joined(separator: "\n") + "\n</svg>\n"
    }

    private static func text(_ text: String, x: Double, y: Double, weight: String = "normal") -> String {
        let safe = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        return "<text x='\(x)' y='\(y)' font-weight='\(weight)'>\(safe)</text>"
    }
}
