//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation

/// Everything that is compared, in one run, with one table and one drawing.
struct All: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "All comparisons, with a table, the goals, and a drawing as SVG.")

    @Flag(
        help: "Each side a few times only, with few machines and without warm instances: whether it runs, not how fast."
    )
    var short = false

    @Option(help: "The file of the drawing.")
    var plot = ".build/benchmarks.svg"

    func run() async throws {
        var comparisons: [Comparison] = []
        print(Comparison.heading)
        for benchmark in try benchmarks {
            let found = try await benchmark.compare()
            for comparison in found { print(comparison.table) }
            comparisons += found
        }
        try Data(comparisons.plot.utf8).write(to: URL(filePath: plot))
        print("drawn in \(plot)")
        for goal in Goal.all { print(goal.verdict(on: comparisons)) }
    }

    private var benchmarks: [any Comparing] {
        get throws {
            guard short else {
                return [
                    try Cycle.parse([]), try Call.parse([]), try Listing.parse([]), try Program.parse([]),
                    try Instances.parse([]), try Warm.parse([]),
                ]
            }
            print("shortened: 2 cycles, 50 calls, lists of 3 and 6 machines, vmfest ls twice, 1 and 2 instances once")
            return [
                try Cycle.parse(["--times", "2"]), try Call.parse(["--times", "50"]),
                try Listing.parse(["--machines", "3", "--machines", "6", "--times", "1"]),
                try Program.parse(["--machines", "3", "--times", "2"]),
                try Instances.parse(["--number", "1", "--number", "2", "--times", "1"]),
            ]
        }
    }
}

/// What VMFest shall reach in a comparison.
private struct Goal {
    enum Limit {
        /// VMFest's time as a multiple of another side's.
        case ratio(Double, to: String)
        /// The memory that its process has, in KiB.
        case memory(Int)
    }

    let subject: String
    let most: Limit

    static let all = [
        Goal(subject: "create, start, power-off, destroy", most: .ratio(1.1, to: Cycle.floor)),
        Goal(subject: Call.subject, most: .ratio(1.25, to: Call.bare)),
        Goal(subject: "list 100 machines", most: .ratio(1, to: "VBoxManage list -l vms")),
        Goal(subject: "vmfest ls, 100 machines", most: .memory(40 << 10)),
    ]

    func verdict(on comparisons: [Comparison]) -> String {
        guard let comparison = comparisons.first(where: { $0.subject == subject }),
            let (found, isReached) = verdict(on: comparison)
        else { return "goal: \(subject): not measured in this run" }
        return "goal: \(subject): \(found): \(isReached ? "reached" : "NOT reached")"
    }

    private func verdict(on comparison: Comparison) -> (found: String, isReached: Bool)? {
        switch most {
        case .ratio(let most, let side):
            guard let side = comparison.sides.first(where: { $0.name == side }) else { return nil }
            let found = comparison.ratio(to: side)
            return (String(format: "%.2f times %@, at most %.2f", found, side.name, most), found <= most)
        case .memory(let most):
            guard let found = comparison.memory else { return nil }
            return ("\(found) KiB of memory, at most \(most)", found <= most)
        }
    }
}
