//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import TestSupport
import Testing
import VMFest
import VirtualBox

import struct VMFest.Host

/// Interrupts every verb at its calls, in every way, and looks at what is left.
///
/// `VMFEST_SWEEP=all` tries each fault at each call; a number, as many of them per verb. `VMFEST_TEST_SEED` chooses which.
@Suite("Crash sweep", .virtualBox)
struct CrashSweepTests {
    private static let variables = ProcessInfo.processInfo.environment

    /// How many states of each verb are examined; nil for all.
    private static let limit: Int? = variables["VMFEST_SWEEP"].map { Int($0) } ?? 6

    private static let seed = variables["VMFEST_TEST_SEED"].flatMap(UInt64.init) ?? 1

    @Test(
        "wherever a call fails, the verb succeeds or says why not, nothing half-made stays, and repeating it helps",
        arguments: SweptVerb.all)
    func interrupted(verb: SweptVerb) async throws {
        try await SweepStage.run { stage in
            try await FaultProxy.run(to: stage.host.url) { proxy in
                let (calls, goal) = try await undisturbed(verb, stage, proxy)
                let states = (1...calls).flatMap { call in Fault.allCases.map { (call, $0) } }
                var numbers = SeededNumbers(seed: Self.seed)
                let chosen = Array(states.shuffled(using: &numbers).prefix(Self.limit ?? states.count))
                print("crash sweep: \(verb): \(calls) calls, \(chosen.count) of \(states.count) states")
                for (call, fault) in chosen { try await examine(verb, fault, call, goal, stage, proxy) }
            }
        }
    }

    /// Does the verb undisturbed; gives how many calls it made, and what is on the host then.
    private func undisturbed(
        _ verb: SweptVerb, _ stage: SweepStage, _ proxy: FaultProxy
    ) async throws -> (calls: Int, goal: [String]) {
        try await verb.prepare(stage)
        let host = Self.client(of: proxy)
        let act = try await verb.act(stage, host)
        try await act()
        try #require(try await verb.isReached(stage), "\(verb)")
        return (host.callCount, try await stage.remains())
    }

    /// A client whose calls pass through the proxy, and which waits for an answer for a short time only.
    private static func client(of proxy: FaultProxy) -> Host {
        Host(WebService.Configuration(url: proxy.url, callDeadline: .seconds(4)))
    }

    private func examine(
        _ verb: SweptVerb, _ fault: Fault, _ call: Int, _ goal: [String], _ stage: SweepStage, _ proxy: FaultProxy
    ) async throws {
        try await verb.prepare(stage)
        let act = try await verb.act(stage, Self.client(of: proxy))
        proxy.arm(fault, at: call)
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await act()) } catch { outcome = .failure(error) }
        let state = "\(verb), \(fault) at call \(call), \(proxy.disarm() ?? "not reached")"
        switch outcome {
        case .success: #expect(try await verb.isReached(stage), "\(state): it succeeded")
        case .failure(let error): #expect(error is VMFestError, "\(state): \(error)")
        }

        let leftovers = try await stage.host.leftovers()
        let failures = try await stage.host.remove(leftovers)
        #expect(failures.isEmpty, "\(state): \(failures)")
        do {
            try await verb.act(stage, stage.host)()
        } catch let error as VMFestError where error.code == verb.already {
            // It was done, and only its answer was lost.
        } catch {
            Issue.record("\(state), \(outcome): repeated: \(error)")
        }
        #expect(try await verb.isReached(stage), "\(state), \(outcome): repeated")
        let remains = try await stage.remains()
        #expect(
            remains == goal,
            "\(state), \(outcome), after \(leftovers): \(Set(remains).symmetricDifference(goal).sorted())")
    }
}
