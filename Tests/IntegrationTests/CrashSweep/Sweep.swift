//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest
import VirtualBox

import struct VMFest.Host

/// One verb, done again and again through a proxy that does harm.
struct Sweep: Sendable {
    let verb: SweptVerb
    let stage: SweepStage
    let proxy: FaultProxy

    /// A client whose calls pass through the proxy, and which waits for an answer for a short time only.
    private var impatient: Host { Host(WebService.Configuration(url: proxy.url, callDeadline: .seconds(4))) }

    /// A client that takes its time.
    private var patient: Host { Host(url: proxy.url) }

    private var program: VMFestProgram { VMFestProgram(url: proxy.url) }

    /// Does the verb undisturbed, as a task and as a program; gives how many calls each made, and what is on the host then.
    func undisturbed() async throws -> (calls: [Fault.Victim: Int], goal: [String]) {
        try await verb.prepare(stage)
        let program = try await program.run(verb.command(stage))
        try #require(program.code == 0, "\(verb): \(program)")
        let programCalls = try await countingAgain()
        let act = try await verb.act(stage, patient)
        proxy.count()
        try await act()
        let calls = proxy.calls
        try #require(try await verb.isReached(stage), "\(verb)")
        return ([.connection: calls, .task: calls, .program: programCalls], try await stage.remains())
    }

    /// The calls of the verb as a program, whose goal was reached before; brings the host back to where the verb begins.
    private func countingAgain() async throws -> Int {
        try #require(try await verb.isReached(stage), "\(verb) as a program")
        try await verb.prepare(stage)
        proxy.count()
        let program = try await program.run(verb.command(stage))
        try #require(program.code == 0, "\(verb): \(program)")
        let calls = proxy.calls
        try await verb.prepare(stage)
        return calls
    }

    /// Interrupts the verb once, and looks at what comes of it.
    func examine(_ fault: Fault, at call: Int, goal: [String]) async throws {
        do {
            try await verb.prepare(stage)
        } catch {
            throw Unprepared(after: stage.last.value, error: error)
        }
        let outcome = try await interrupted(by: fault, at: call)
        let state = "\(verb), \(fault) at call \(call), \(proxy.disarm() ?? "not reached"), \(outcome)"
        stage.last.keep(state)
        switch outcome {
        case .succeeded: #expect(try await verb.isReached(stage), "\(state)")
        case .failed(let error): #expect(error is VMFestError, "\(state)")
        case .cancelled: #expect(fault.victim == .task, "\(state)")
        case .killed: #expect(fault.victim == .program, "\(state)")
        }

        do {
            try await cleanUpAndRepeat(state, goal)
        } catch {
            throw Unexamined(state: state, error: error)
        }
    }

    /// What a user does next: `gc`, and the verb again.
    private func cleanUpAndRepeat(_ state: String, _ goal: [String]) async throws {
        let host = patient
        let leftovers = try await host.leftovers()
        let failures = try await host.remove(leftovers)
        #expect(failures.isEmpty, "\(state): \(failures)")
        do {
            try await verb.act(stage, host)()
        } catch let error as VMFestError where error.code == verb.already {
            // It was done, and only its answer was lost.
        } catch {
            Issue.record("\(state), repeated: \(error)")
        }
        #expect(try await verb.isReached(stage), "\(state), repeated")
        let remains = try await stage.remains()
        #expect(
            remains == goal, "\(state), after \(leftovers): \(Set(remains).symmetricDifference(goal).sorted())")
    }

    /// The way to where the verb begins did not lead there.
    private struct Unprepared: Error {
        let after: String?
        let error: any Error
    }

    /// What is left after an interruption could not be looked at.
    private struct Unexamined: Error {
        let state: String
        let error: any Error
    }

    private enum Outcome {
        case succeeded
        case failed(any Error)
        case cancelled
        case killed
    }

    /// Does the verb, and harm to one of its calls.
    private func interrupted(by fault: Fault, at call: Int) async throws -> Outcome {
        // The first call may come before there is somebody to strike.
        let (victims, victim) = AsyncStream<@Sendable () -> Void>.makeStream()
        let strike: @Sendable () async -> Void = { for await strike in victims { return strike() } }
        guard fault.victim != .program else {
            let command = verb.command(stage)
            proxy.arm(fault, at: call, strike: strike)
            let running = try program.begin(command)
            victim.yield { running.kill() }
            let code = await running.end()
            return code == -SIGKILL ? .killed : code == 0 ? .succeeded : .failed(Exit(code: code))
        }
        let act = try await verb.act(stage, impatient)
        proxy.arm(fault, at: call, strike: strike)
        let task = Task { try await act() }
        victim.yield { task.cancel() }
        switch await task.result {
        case .success: return .succeeded
        case .failure(is CancellationError): return .cancelled
        case .failure(let error): return .failed(error)
        }
    }

    private struct Exit: Error {
        let code: Int32
    }
}
