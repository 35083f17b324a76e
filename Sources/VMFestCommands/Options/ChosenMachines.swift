//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// Machines that a verb is for.
struct ChosenMachines: Sendable {
    var names: [String]
    var areAll: Bool
    var filters: [MachineFilter]

    /// Whether it is one machine, meant by its name.
    var isOne: Bool { !areAll && Set(names).count == 1 }

    /// - Throws: what is wrong with how they are meant.
    func check() throws {
        if names.contains("") { throw ValidationError("A machine's name is empty.") }
        switch (names.isEmpty, areAll) {
        case (false, true): throw ValidationError("Names and --all exclude each other.")
        case (false, false) where !filters.isEmpty:
            throw ValidationError("Names and --tag exclude each other; --tag goes with --all.")
        case (true, false) where !filters.isEmpty:
            throw ValidationError("--tag alone does nothing; add --all to mean every machine that it selects.")
        case (true, false): throw ValidationError("Which machines? Give names, or --all, also with --tag.")
        default: break
        }
    }

    /// Does something with every machine at once and prints the name of each that is done.
    ///
    /// A failure is told at once and does not stop the others. That none is selected is no failure.
    ///
    /// - Throws: ``Failure`` with the exit code of all outcomes together, or what finding the host throws.
    func each(
        _ action: String, on options: HostOptions, _ work: @escaping @Sendable (Machine) async throws -> Void
    ) async throws {
        let outcomes = try await all(action, on: options) { machine, host, line in
            await machine.carryOut(on: host, line, work)
        }
        try ExitStatus.end(after: outcomes)
    }

    /// Does something with every machine at once, and gives what came of those that it was done with, by their names.
    ///
    /// A failure is told at once and does not stop the others.
    func results<Value: Sendable>(
        _ action: String, on options: HostOptions, _ work: @escaping @Sendable (Machine) async throws -> Value
    ) async throws -> (results: [(name: String, value: Value)], outcomes: [ExitStatus]) {
        let all = try await all(action, on: options) { machine, host, line in
            (machine.name, await machine.result(on: host, line, work))
        }
        let results = all.compactMap { name, result in result.value.map { (name: name, value: $0) } }
        return (results.sorted { $0.name < $1.name }, all.map(\.1.status))
    }

    /// Whether one of them has encrypted disks; one that can not be looked at has none, since the verb tells of that better.
    func haveEncryptedDisks(on options: HostOptions) async throws -> Bool {
        try await options.withHost { host in
            let machines =
                areAll
                ? try await host.inventory(where: filters).map { ChosenMachine(name: $0.name, machine: $0.machine) }
                : names.map { ChosenMachine(name: $0) }
            for chosen in machines {
                do {
                    let machine =
                        if let machine = chosen.machine { machine } else { try await host.machine(named: chosen.name) }
                    if try await machine.hasEncryptedDisks() { return true }
                } catch let error as VMFestError where !error.code.isAboutTheHost {
                    continue
                }
            }
            return false
        }
    }

    private func all<Outcome: Sendable>(
        _ action: String, on options: HostOptions,
        _ work: @escaping @Sendable (ChosenMachine, Host, ProgressLine) async -> Outcome
    ) async throws -> [Outcome] {
        try await options.withHost { host in
            let machines = try await chosen(on: host)
            return try await ProgressLine.during(action, parts: machines.map(\.name)) { line in
                await withTaskGroup(of: Outcome.self) { group in
                    for machine in machines { group.addTask { await work(machine, host, line) } }
                    return await group.reduce(into: []) { $0.append($1) }
                }
            }
        }
    }

    /// Those that are meant, each once.
    private func chosen(on host: Host) async throws -> [ChosenMachine] {
        guard areAll else {
            return names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
                .map { ChosenMachine(name: $0) }
        }
        let infos = try await host.inventory(where: filters)
        if infos.isEmpty {
            Diagnostics.standard.say(filters.isEmpty ? "there are no machines" : "no machine is selected by --tag")
        }
        return ChosenMachine.all(infos)
    }
}
