//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser

/// How long a machine is wanted.
struct Lifetime: Sendable, Hashable {
    let duration: Duration

    /// Reads a number with a unit: `s`, `m`, `h` or `d`.
    init(argument: String) throws {
        guard let unit = argument.last.flatMap({ Self.units[$0] }), let count = Self.number(argument.dropLast()) else {
            throw ValidationError("'\(argument)' is no time; one looks like 90s, 30m, 2h or 1.5d.")
        }
        let seconds = count * unit
        guard seconds > 0 else { throw ValidationError("'\(argument)' leaves no time to live.") }
        guard seconds <= Self.most else {
            throw ValidationError("'\(argument)' is more than ten years; without --ttl a machine is kept for good.")
        }
        duration = .seconds(seconds)
    }

    /// Digits, with a point among them where wanted.
    private static func number(_ text: Substring) -> Double? {
        guard text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }) else { return nil }
        return Double(text)
    }

    private static let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]

    /// Ten years, in seconds.
    private static let most = 10 * 365 * 86_400.0
}
