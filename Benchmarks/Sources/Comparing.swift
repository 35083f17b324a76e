//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser

/// A benchmark that sets VMFest beside what a user would use instead.
protocol Comparing: AsyncParsableCommand {
    func compare() async throws -> [Comparison]
}

extension Comparing {
    func run() async throws {
        let comparisons = try await compare()
        print(Comparison.heading)
        for comparison in comparisons { print(comparison.table) }
    }
}
