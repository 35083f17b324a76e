//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Logging
import VirtualBox

/// Makes and starts the instances of a plan, all at the same time.
struct InstanceRun: Sendable {
    let host: Host
    let plan: InstancePlan
    let options: RunOptions
    let rung: Rung
    let deadline: Deadline

    /// What is noted on the machines and on the host while the run is not at its end.
    let id = UUID().uuidString.lowercased()

    func run() async throws -> [Machine] {
        let name = plan.names[0]
        try await host.service.withVirtualBox { scope in
            try await Undertakings(scope: scope).begin(
                .run, id, name: name, within: deadline.remaining(atMost: .seconds(86_400)) + .seconds(600))
        }
        let (machines, failures) = await makeAll()
        let isCancelled = Task.isCancelled
        if !isCancelled, failures.isEmpty {
            do {
                try await end()
                return machines
            } catch {
                // They are noted as unfinished, so they must not stay.
                await remove(machines)
                try? await Undertakings.conclude(id, on: host.service)
                throw error
            }
        }
        let error: any Error = isCancelled ? CancellationError() : await settle(machines, failures)
        if isCancelled { await remove(machines) }
        do {
            try await Undertakings.conclude(id, on: host.service)
        } catch {
            host.service.logger.warning("the note of a run stays", metadata: ["run": "\(id)", "error": "\(error)"])
        }
        throw error
    }

    /// All instances that came as far as they should, and the failures of the others, of which nothing is left.
    private func makeAll() async -> ([Machine], [RunFailure]) {
        await withTaskGroup(of: (Int, Result<Machine, RunFailure>).self) { group in
            for (index, name) in plan.names.enumerated() {
                group.addTask { (index, await Instance(run: self, name: name).make()) }
            }
            var outcomes = [Result<Machine, RunFailure>?](repeating: nil, count: plan.names.count)
            for await (index, outcome) in group {
                outcomes[index] = outcome
                if case .failure = outcome, options.onFailure == .removeAll { group.cancelAll() }
            }
            let machines = outcomes.compactMap { try? $0?.get() }
            let failures = outcomes.compactMap { outcome -> RunFailure? in
                if case .failure(let failure) = outcome { failure } else { nil }
            }
            return (machines, failures)
        }
    }

    /// What the run ends with when instances failed.
    private func settle(_ machines: [Machine], _ failures: [RunFailure]) async -> VMFestError {
        // Those that were only stopped because of the others say nothing of their own.
        let own = failures.filter { !$0.isConsequence }
        let told = own.isEmpty ? failures : own
        guard options.onFailure == .removeAll else {
            return VMFestError(told, of: plan.names.count, kept: machines)
        }
        var error = VMFestError(told, of: plan.names.count, kept: [])
        error.cleanUpFailures += await remove(machines)
        return error
    }

    /// Removes machines, also in a cancelled task.
    @discardableResult
    private func remove(_ machines: [Machine]) async -> [String] {
        await uncancelled {
            await withTaskGroup(of: String?.self) { group in
                for machine in machines { group.addTask { await machine.removed() } }
                return await group.reduce(into: []) { if let failure = $1 { $0.append(failure) } }
            }
        }
    }

    /// From here on the machines are whole, whatever becomes of this process.
    private func end() async throws {
        try await host.service.withVirtualBox(repeatable: true) { scope in
            try await Undertakings(scope: scope).end(id)
        }
    }
}

extension Machine {
    /// Removes the machine; what went wrong with that, if anything did.
    func removed() async -> String? {
        do {
            try await destroy(within: .seconds(120))
            return nil
        } catch {
            return "the machine \(key): \(error)"
        }
    }
}
