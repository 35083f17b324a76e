//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import TestSupport
import Testing

/// Clients do a generated sequence of steps, several at once, on a few machines; VBoxManage sees what comes of it, and a small
/// model says whether that may be.
///
/// `VMFEST_MODEL_STEPS` is the number of steps, `VMFEST_TEST_SEED` chooses them; the usual ones are always the same. What happens at once differs from run to run,
/// so the same seed may fail only now and then.
@Suite("Model of the life cycle", .virtualBox)
struct ModelCheckTests {
    private static let variables = ProcessInfo.processInfo.environment
    private static let seed = variables["VMFEST_TEST_SEED"].flatMap(UInt64.init) ?? 380_900_911
    private static let full = variables["VMFEST_MODEL_STEPS"].flatMap { Int($0) }

    @Test("whatever several clients do to a few machines at once, it ends as if they had done it one after another")
    func sequence() async throws {
        let steps = StepMaker.steps(Self.full ?? 150, seed: Self.seed)
        let sizes = Dictionary(grouping: steps, by: \.round).mapValues(\.count).values
        print(
            "model check: VMFEST_TEST_SEED=\(Self.seed), \(steps.count) steps of 10000 in \(sizes.count) rounds,"
                + " \(sizes.filter { $0 > 1 }.count) of them with several at once")
        guard let failure = try await ModelStage.failure(of: steps) else { return }
        print("model check: it failed after \(failure.steps.count) steps, and the sequence is shrunk: \(failure)")
        var shrinking = Shrinking(limit: Self.full == nil ? 30 : 300)
        var last = failure
        let shortest = try await shrinking.shortest(of: failure.steps) { part in
            guard let failure = try await Self.failure(of: part) else { return false }
            last = failure
            return true
        }
        let lines = shortest.map { "  \($0)" }.joined(separator: "\n")
        Issue.record(
            """
            VMFEST_TEST_SEED=\(Self.seed): after \(shrinking.tries) tries \(shortest.count) of \(failure.steps.count) \
            steps are left that fail\(shrinking.isComplete ? ", and none of them can be left out" : ""):
            \(lines)
            \(last)
            at first it was: \(failure)
            """)
    }

    /// Does a part of the sequence, a few times where steps meet: they do not always meet in the same way.
    private static func failure(of steps: [ModelStep]) async throws -> ModelFailure? {
        let hasMeetings = zip(steps, steps.dropFirst()).contains { $0.round == $1.round }
        for _ in 0..<(hasMeetings ? 3 : 1) {
            if let failure = try await ModelStage.failure(of: steps) { return failure }
        }
        return nil
    }
}
