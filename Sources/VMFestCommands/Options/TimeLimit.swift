//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser

/// How long something may take.
struct TimeLimit: Sendable, Hashable, ExpressibleByArgument {
    /// In seconds, with a fraction where wanted.
    let seconds: Double

    /// A limit that is known to be good.
    init(seconds: Int) {
        self.seconds = Double(seconds)
    }

    /// Reads a number of seconds: up to a year, which is as good as none.
    init?(argument: String) {
        guard let seconds = Double(argument), (0...31_536_000).contains(seconds) else { return nil }
        self.seconds = seconds
    }

    var defaultValueDescription: String { String(Int(seconds)) }

    /// The same as the library takes it.
    var duration: Duration { .seconds(seconds) }
}

extension ArgumentHelp {
    /// The help of every `--timeout`.
    static func timeLimit(_ text: String) -> Self { ArgumentHelp("\(text)", valueName: "seconds") }
}
