//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

@testable import VMFest

/// A step, and how it ended.
struct ModelResult: Sendable, Hashable {
    let step: ModelStep
    let outcome: ModelOutcome
}

/// All that the host can be, by what was done and seen so far.
///
/// Steps of one round are done at the same time. They must end as they would one after another, in some order: each of the
/// orders in which every step ends as it did leads to one of the worlds. A look at the machines leaves those that look so.
struct ModelWorlds: Sendable {
    private(set) var all: Set<ModelHost> = [ModelHost()]

    /// How many processes died by themselves.
    private(set) var deaths = 0

    /// Does a round; false where no order explains how its steps ended.
    mutating func take(_ results: [ModelResult]) -> Bool {
        all = all.reduce(into: []) { $0.formUnion(Self.ends(of: results, from: $1)) }
        return !all.isEmpty
    }

    /// Looks at machines; false where none of the worlds looks so.
    ///
    /// VirtualBox's processes die now and then by themselves, in the middle of interpreting a guest. Such a machine is off then; in how many
    /// cases that is so in every world is counted.
    mutating func see(_ views: [Int: ModelMachine.View?]) -> Bool {
        for case (let number, let view?) in views where view.hasAborted {
            if all.allSatisfy({ $0.machines[number]?.isRunning == true }) { deaths += 1 }
            all = Set(all.map { $0.switchedOff(number) })
        }
        all = all.filter { world in
            views.allSatisfy { number, view in
                var view = view
                view?.hasAborted = false
                return world.machines[number]?.view == view
            }
        }
        return !all.isEmpty
    }

    /// Where all orders end that explain the outcomes.
    private static func ends(of results: [ModelResult], from start: ModelHost) -> Set<ModelHost> {
        // The worlds by which of the steps are done.
        var reached: [Set<ModelHost>] = Array(repeating: [], count: 1 << results.count)
        reached[0] = [start]
        for done in reached.indices {
            // A destroy switches the machine off first, which others may see, and may be refused after that.
            for (index, result) in results.enumerated()
            where done & (1 << index) == 0 && result.step.action == .verb(.destroy) {
                reached[done].formUnion(reached[done].map { $0.switchedOff(result.step.machine) })
            }
            for index in results.indices where done & (1 << index) == 0 {
                let next = done | (1 << index)
                for world in reached[done] {
                    if let after = world.after(results[index]) { reached[next].insert(after) }
                }
            }
        }
        return reached[reached.count - 1]
    }
}

extension ModelHost {
    /// The host with a machine switched off, if it runs.
    fileprivate func switchedOff(_ number: Int) -> ModelHost {
        var copy = self
        if machines[number]?.isRunning == true { copy.machines[number]?.phase = .off }
        return copy
    }

    /// The host after a step; nil where the step would have ended otherwise.
    fileprivate func after(_ result: ModelResult) -> ModelHost? {
        var copy = self
        do throws(Refusal) {
            try copy.take(result.step)
            return result.outcome == .done ? copy : nil
        } catch {
            return result.outcome == .refused(error.code) ? self : nil
        }
    }
}
