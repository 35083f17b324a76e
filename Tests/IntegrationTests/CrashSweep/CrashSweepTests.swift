//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import TestSupport
import Testing
import VMFest
import VirtualBox

import struct VMFest.Host

/// Interrupts every verb at its calls, in every way, and looks at what is left: the way to the service breaks, the task is
/// cancelled, the program is killed.
///
/// `VMFEST_SWEEP=all` tries each fault at each call; a number, as many of them per verb. `VMFEST_TEST_SEED` chooses which,
/// `VMFEST_SWEEP_VERB` one verb, `VMFEST_SWEEP_CALL` some of its calls, as `7` or `7-12`, and `VMFEST_SWEEP_FAULT` one fault,
/// by its name.
@Suite("Crash sweep", .virtualBox)
struct CrashSweepTests {
    private static let variables = ProcessInfo.processInfo.environment

    private static let seed = variables["VMFEST_TEST_SEED"].flatMap(UInt64.init) ?? 1

    private static let verbs = SweptVerb.all.filter { verb in
        variables["VMFEST_SWEEP_VERB"].map { $0 == verb.description } ?? true
    }

    private static let calls: ClosedRange<Int>? = {
        let ends = (variables["VMFEST_SWEEP_CALL"] ?? "").split(separator: "-").map { Int($0) }
        guard ends.count < 3, let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last else {
            return nil
        }
        return first...last
    }()

    private static let faults = Fault.allCases.filter { fault in
        variables["VMFEST_SWEEP_FAULT"].map { $0 == "\(fault)" } ?? true
    }

    /// How many states of a verb are examined; nil for all.
    private static func limit(_ verb: SweptVerb) -> Int? {
        variables["VMFEST_SWEEP"].map { Int($0) } ?? verb.usualStates
    }

    @Test(
        "the sweep that the environment asks for is one that there is: a word that means nothing would sweep all, or nothing"
    )
    func asked() {
        #expect(!Self.verbs.isEmpty, "VMFEST_SWEEP_VERB is one of: \(SweptVerb.all)")
        #expect(!Self.faults.isEmpty, "VMFEST_SWEEP_FAULT is one of: \(Fault.allCases)")
        #expect(Self.calls != nil || Self.variables["VMFEST_SWEEP_CALL"] == nil, "VMFEST_SWEEP_CALL is as 7 or 7-12")
        let size = Self.variables["VMFEST_SWEEP"] ?? "all"
        #expect(size == "all" || Int(size).map { $0 >= 0 } == true, "VMFEST_SWEEP is a number, or all")
    }

    @Test(
        "wherever a verb is interrupted, it succeeds or says why not, nothing half-made stays, and repeating it helps",
        arguments: verbs)
    func interrupted(verb: SweptVerb) async throws {
        guard Self.limit(verb) != 0 else {
            print("crash sweep: \(verb): left out; VMFEST_SWEEP=all or a number examines it")
            return
        }
        try await SweepStage.run(on: verb.image) { stage in
            try await FaultProxy.run(to: stage.host.url) { proxy in
                let sweep = Sweep(verb: verb, stage: stage, proxy: proxy)
                let (calls, goal) = try await sweep.undisturbed()
                let states = Self.faults.flatMap { fault in
                    (1...(calls[fault.victim] ?? 1)).map { call in (call, fault) }
                        .filter { call, _ in Self.calls?.contains(call) ?? true }
                }
                var numbers = SeededNumbers(seed: Self.seed)
                let chosen = Array(states.shuffled(using: &numbers).prefix(Self.limit(verb) ?? states.count))
                print(
                    "crash sweep: \(verb): \(calls[.connection] ?? 0) calls, \(chosen.count) of \(states.count) states")
                for (call, fault) in chosen { try await sweep.examine(fault, at: call, goal: goal) }
            }
        }
    }
}
