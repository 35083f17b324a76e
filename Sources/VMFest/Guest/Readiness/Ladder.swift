//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

/// The way of one machine up to a rung: each rung is waited for in turn, by an event or a probe.
struct Ladder: Sendable {
    let machine: Machine
    let goal: Rung
    /// Who logs in, for the rungs that need it.
    let login: GuestLogin?
    let access: GuestAccess
    let deadline: Deadline

    /// How long to pause between two probes.
    static let pause: Duration = .milliseconds(500)

    /// Climbs up to the goal.
    func run() async throws {
        var reached: Rung?
        for rung in goal.climb {
            do {
                if reached == nil {
                    try await reach(rung)
                } else {
                    try await machine.unlessStopped { try await reach(rung) }
                }
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                throw await LadderFailure(machine: machine, rung: rung, reached: reached).describe(error)
            }
            reached = rung
        }
    }

    private func reach(_ rung: Rung) async throws {
        try await deadline.orWithin(rung.limit).limit {
            switch rung {
            case .running: try await machine.waitUntilRunning()
            case .additions: _ = try await machine.waitForAdditions(.userland, deadline)
            case .address: try await waitForAddress()
            case .port(let port): try await waitForPort(port)
            case .ssh: _ = try await waitForGreeting()
            case .login: try await waitForLogin()
            case .ready: try await waitForReadiness()
            }
        }
    }
}

extension Machine {
    /// Waits until it runs; one that is off and not on its way up will not.
    func waitUntilRunning() async throws {
        let state = try await wait(
            for: [.running, .off, .aborted, .saved, .stuck, .inaccessible], within: .seconds(31_536_000))
        guard state == .running else { throw VMFestError(.invalidState, "it is \(state.rawValue)") }
    }
}
