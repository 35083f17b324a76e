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

/// What a ratio shall be at most.
private struct Goal {
    let subject: String
    let side: String
    let ratio: Double

    static let all = [
        Goal(subject: "create, start, power-off, destroy", side: Cycle.floor, ratio: 1.1),
        Goal(subject: Call.subject, side: Call.bare, ratio: 1.25),
        Goal(subject: "list 100 machines", side: "VBoxManage list -l vms", ratio: 1),
    ]

    func verdict(on comparisons: [Comparison]) -> String {
        guard let comparison = comparisons.first(where: { $0.subject == subject }),
            let side = comparison.sides.first(where: { $0.name == side })
        else { return "goal: \(subject): not measured in this run" }
        let found = comparison.ratio(to: side)
        return String(format: "goal: %@: %.2f times %@, at most %.2f: ", subject, found, side.name, ratio)
            + (found <= ratio ? "reached" : "NOT reached")
    }
}
