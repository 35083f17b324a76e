//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest host properties`.
struct HostProperties: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "properties",
        abstract: "Lists or sets what holds for a host's VirtualBox as a whole.",
        discussion: """
            Without words it lists the settings and the limits. With NAME=VALUE it sets them: all, or none and an error. \
            Names and values that are wrong are told at once, before anything is changed.

            EXAMPLES
              vmfest host properties
              vmfest host properties log-history=10 disk-format=VMDK
              vmfest host properties --json

            JSON
              An array of objects with the keys
                name, summary
                kind      text, number, bytes, mebibytes, percent, choice or list
                writable  whether it can be set
                value     a text; absent where this VirtualBox does not tell it
              More keys may come; these keep their names and meanings.
            """
    )

    @Argument(
        help: ArgumentHelp("What to set.", valueName: "name=value"), transform: PropertyArgument.init(argument:))
    var values: [PropertyArgument] = []

    @OptionGroup var output: NamedOutputOptions

    @OptionGroup var host: HostOptions

    mutating func validate() throws {
        let names = values.map(\.name)
        if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
            throw ValidationError("'\(twice)' is to be set twice.")
        }
    }

    func run() async throws {
        let values = Dictionary(values.map { ($0.name, $0.value) }) { first, _ in first }
        let properties = try await host.withHost { host in
            try await ProgressLine.during("host properties") { _ in
                if !values.isEmpty { try await host.setProperties(values) }
                return values.isEmpty ? try await host.properties() : []
            }
        }
        if values.isEmpty {
            try output.renderer.show(HostPropertyList(properties: properties))
        } else {
            for name in values.keys.sorted() { try StandardOutput.write(name) }
        }
    }
}

/// A property of a host that is to be set.
struct PropertyArgument: Sendable, Hashable {
    let name: String
    let value: String

    init(argument: String) throws {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty else {
            throw ValidationError("'\(argument)' is no NAME=VALUE.")
        }
        (name, value) = (parts[0], parts[1])
    }
}
