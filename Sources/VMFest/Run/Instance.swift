//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

/// One instance of a run, on its way up.
struct Instance: Sendable {
    let run: InstanceRun
    let name: String

    /// Makes it, starts it and waits for its guest; nothing is left of it when that fails.
    func make() async -> Result<Machine, RunFailure> {
        var stage = "create"
        var machine: Machine?
        do {
            tell(stage)
            let (made, isWarm) = try await create()
            machine = made
            stage = "start"
            tell(stage)
            try await made.start(within: remaining)
            if isWarm {
                // Before that it is not an instance of its own.
                stage = "renew"
                tell(stage)
                try await made.waitUntilRenewed(within: remaining)
            }
            stage = "\(run.rung)"
            tell(stage)
            try await reach(made, isWarm: isWarm)
            return .success(made)
        } catch {
            var failure = Self.failure(error)
            if let machine {
                let left = await uncancelled { await machine.removed() }
                failure.cleanUpFailures += left.map { [$0] } ?? []
            }
            return .failure(
                RunFailure(name: name, stage: stage, error: failure, isConsequence: error is CancellationError))
        }
    }

    /// The machine, and whether it goes on from the template's state.
    private func create() async throws -> (Machine, isWarm: Bool) {
        let (plan, options) = (run.plan, run.options)
        let origin = MachineOrigin(size: plan.size, run: run.id)
        if let template = plan.template {
            do {
                let machine = try await run.host.create(
                    name, from: template, plan.spec, firstBoot: options.firstBoot, labels: options.labels,
                    origin: origin, within: remaining)
                return (machine, true)
            } catch let error as VMFestError where error.code == .noSuchMachine {
                // The template was removed in this moment.
            }
        }
        let machine = try await run.host.create(
            name, plan.spec, image: .named(plan.image.name), firstBoot: options.firstBoot, labels: options.labels,
            origin: origin, within: remaining)
        return (machine, false)
    }

    /// Waits for the guest, and takes its disc away once it was used: there may be secrets on it.
    private func reach(_ machine: Machine, isWarm: Bool) async throws {
        guard isWarm else {
            try await climb(machine)
            if run.rung == .ready { try await machine.ejectSeed() }
            return
        }
        // The guest has used it already.
        async let ejected: Void = machine.ejectSeed()
        try await climb(machine)
        try await ejected
    }

    private func climb(_ machine: Machine) async throws {
        guard run.rung != .running else { return }
        let login = run.options.login ?? run.plan.image.user.map { GuestLogin(user: $0) }
        try await machine.wait(until: run.rung, login: login, via: run.options.access, within: remaining)
    }

    private var remaining: Duration { run.deadline.remaining(atMost: .seconds(86_400)) }

    private func tell(_ stage: String) {
        Activity.observer?(Activity(action: "run", percent: nil, detail: "\(name): \(stage)"))
    }

    private static func failure(_ error: any Error) -> VMFestError {
        switch error {
        case let error as VMFestError: error
        case is CancellationError: VMFestError(.failed, "it was given up because others failed")
        default: VMFestError(.failed, "\(error)")
        }
    }
}
