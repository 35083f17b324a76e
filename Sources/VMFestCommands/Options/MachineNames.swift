//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// The machines that a verb is for: by their names, or all that some conditions hold for.
struct MachineNames: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Names or UUIDs. After -- a name may begin with a dash.", valueName: "name"),
        completion: .machineNames)
    var names: [String] = []

    @Flag(name: .customLong("all"), help: "All machines that VMFest made, or those that --tag selects.")
    var areAll = false

    @Option(
        name: .customLong("tag"),
        help: ArgumentHelp(
            "With --all: those that this holds for. Repeatable: all must hold.",
            discussion: "key=value, key!=value or key; the fields @owner, @image, @name, @size and @state likewise.",
            valueName: "filter"),
        transform: MachineFilter.init(argument:))
    var filters: [MachineFilter] = []

    mutating func validate() throws {
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
        let outcomes = try await options.withHost { host in
            let machines = try await chosen(on: host)
            return try await ProgressLine.during(action, parts: machines.map(\.name)) { line in
                await withTaskGroup(of: ExitStatus.self) { group in
                    for machine in machines {
                        group.addTask { await machine.carryOut(on: host, line, work) }
                    }
                    return await group.reduce(into: []) { $0.append($1) }
                }
            }
        }
        try ExitStatus.end(after: outcomes)
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

extension Error {
    /// The error, told of what the user named in place of the UUID that the library knows.
    func about(_ name: String) -> any Error {
        guard var error = self as? VMFestError else { return self }
        error.target = name
        return error
    }
}
