//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Where what was done and what was seen contradict the model.
struct ModelFailure: Sendable, CustomStringConvertible {
    /// The steps up to it.
    let steps: [ModelStep]

    /// What the model does not permit.
    let reason: String

    /// How the steps of the last round ended.
    let outcomes: [String]

    var description: String {
        ([reason] + outcomes.map { "  \($0)" }).joined(separator: "\n")
    }
}
