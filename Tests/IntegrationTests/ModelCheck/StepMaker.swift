//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import TestSupport

@testable import VMFest

/// Makes a sequence of steps that a seed gives again.
///
/// Most steps do something in the model after all steps before; every fourth is any that there is.
struct StepMaker {
    /// How many of each there are.
    static let (machines, clients, disks) = (4, 3, 2)

    private var numbers: SeededNumbers
    private var host = ModelHost()

    private init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

    static func steps(_ count: Int, seed: UInt64) -> [ModelStep] {
        var maker = StepMaker(seed: seed)
        var steps: [ModelStep] = []
        var round = 0
        while steps.count < count {
            round += 1
            steps += maker.steps(of: round)
        }
        return Array(steps.prefix(count))
    }

    private mutating func number(below count: Int) -> Int { Int.random(in: 0..<count, using: &numbers) }

    /// The steps of one round: often a single one, else several, mostly of one machine.
    private mutating func steps(of round: Int) -> [ModelStep] {
        let count = [1, 1, 1, 2, 2, 2, 3, 3, 4][number(below: 9)]
        let focus = number(below: Self.machines)
        var steps: [ModelStep] = []
        for client in 0..<count {
            let machine = number(below: 3) < 2 ? focus : number(below: Self.machines)
            steps.append(step(round, client % Self.clients, machine))
        }
        for step in steps { try? host.take(step) }
        return steps
    }

    private mutating func step(_ round: Int, _ client: Int, _ machine: Int) -> ModelStep {
        let isAny = number(below: 4) == 0
        for _ in 0..<40 {
            let step = ModelStep(round: round, client: client, machine: machine, action: action())
            if isAny || doesSomething(step) { return step }
        }
        return ModelStep(round: round, client: client, machine: machine, action: .create(memory: 32))
    }

    private func doesSomething(_ step: ModelStep) -> Bool {
        var after = host
        return (try? after.take(step)) != nil && (after != host || step.action == .verb(.reset))
    }

    private mutating func action() -> ModelAction {
        let snapshot = ["a", "b", "c"][number(below: 3)]
        switch number(below: 24) {
        case 0..<3: return .verb(.start)
        case 3..<12:
            let verbs = Verb.allCases.filter { $0 != .start && $0 != .destroy }
            return .verb(verbs[number(below: verbs.count)])
        case 12: return .verb(.destroy)
        case 13: return .create(memory: 32)
        case 14: return .takeSnapshot(snapshot)
        case 15: return .restore(snapshot)
        case 16: return .removeSnapshot(snapshot)
        case 17, 18: return .attach(disk: number(below: Self.disks))
        case 19: return .detach(disk: number(below: Self.disks))
        case 20: return .setMemory([32, 36][number(below: 2)])
        case 21: return .tag([nil, "web", "db"][number(below: 3)])
        default: return .clone(of: snapshot, as: number(below: Self.machines))
        }
    }
}
