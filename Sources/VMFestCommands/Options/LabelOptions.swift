//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// Tags, owner and lifetime of a new machine.
struct LabelOptions: ParsableArguments {
    @Option(
        name: .customLong("tag"),
        help: ArgumentHelp("A tag, such as role=web. Repeatable.", valueName: "key=value"),
        transform: TagArgument.init(argument:))
    var tags: [TagArgument] = []

    @Option(help: "Whose machine it is. Default: VMFEST_OWNER, else user@computer.")
    var owner: String?

    @Option(
        name: .customLong("ttl"),
        help: ArgumentHelp(
            "How long it is wanted: 90s, 30m, 2h, 1.5d. Default: for good.",
            discussion: "'vmfest show' tells when that ends; from then on 'vmfest gc' removes the machine.",
            valueName: "time"),
        transform: Lifetime.init(argument:))
    var lifetime: Lifetime?

    mutating func validate() throws {
        _ = try tags.byKey()
        if owner?.isEmpty == true { throw ValidationError("The owner's name is empty.") }
    }

    /// The labels that the options make.
    func labels() throws -> MachineLabels {
        MachineLabels(tags: try tags.byKey(), owner: owner, lifetime: lifetime?.duration)
    }
}
