//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// One instance of a run that did not come as far as it should.
public struct RunFailure: Error, Sendable, CustomStringConvertible {
    /// The machine's name.
    public var name: String

    /// What failed: `create`, `start`, `renew` for one that started from a warm image, or the name of a ``Rung``.
    public var stage: String

    /// Why.
    public var error: VMFestError

    /// Whether it was only stopped because others failed.
    var isConsequence = false

    /// Name, stage and reason.
    public var description: String { "\(name), at '\(stage)': \(error.withoutTarget)" }
}

extension VMFestError {
    /// The error of a run of which some instances failed.
    ///
    /// - Parameter kept: the names of those that stay.
    init(_ failures: [RunFailure], of count: Int, kept: [Machine]) {
        let codes = Set(failures.map(\.error.code))
        let what =
            count == 1
            ? "the instance did not come to be" : "\(failures.count) of \(count) instances did not come to be"
        self.init(codes.count == 1 ? codes.first ?? .failed : .failed, what)
        self.failures = failures
        self.kept = kept
        cleanUpFailures = failures.flatMap(\.error.cleanUpFailures)
        mayHaveHappened = failures.contains(where: \.error.mayHaveHappened)
        for index in self.failures.indices { self.failures[index].error.cleanUpFailures = [] }
    }

    /// What it says without the name that it is about.
    fileprivate var withoutTarget: String {
        var error = self
        error.target = nil
        return error.description
    }
}
