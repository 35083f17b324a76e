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

    @OptionGroup var filter: MachineFilterOptions

    var areAll: Bool { filter.areAll }

    /// What the arguments mean.
    var selection: ChosenMachines {
        ChosenMachines(names: names, areAll: filter.areAll, filters: filter.filters)
    }

    mutating func validate() throws { try selection.check() }

    /// Does something with every machine at once and prints the name of each that is done; see
    /// ``ChosenMachines/each(_:on:_:)``.
    func each(
        _ action: String, on options: HostOptions, _ work: @escaping @Sendable (Machine) async throws -> Void
    ) async throws {
        try await selection.each(action, on: options, work)
    }
}

/// Options that mean machines by what they are.
struct MachineFilterOptions: ParsableArguments {
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
}

extension Error {
    /// The error, told of what the user named in place of the UUID that the library knows.
    func about(_ name: String) -> any Error {
        guard var error = self as? VMFestError else { return self }
        error.target = name
        return error
    }
}
