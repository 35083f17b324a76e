//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest property ls`.
struct PropertyList: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: "Lists guest properties.",
        discussion: """
            EXAMPLES
              vmfest property ls web
              vmfest property ls web '/VirtualBox/GuestInfo/Net/*' --json

            JSON
              An array, by name, of objects with the keys
                name, value
                set           when it was set, as 2026-01-31T12:00:00Z
                flags         an array: transient, transient-on-reset,
                              read-only-for-guest, read-only-for-host
              More keys may come; these keep their names and meanings.
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var name: String

    @Argument(help: "Which: '*' stands for any characters, '?' for one, '|' separates several. Default: all.")
    var pattern = ""

    @OptionGroup var output: NamedOutputOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (name, pattern) = (name, pattern)
        let properties = try await host.withHost { host in
            try await ProgressLine.during("property ls \(name)") { _ in
                do {
                    return try await host.machine(named: name).guestProperties(matching: pattern)
                } catch {
                    throw error.about(name)
                }
            }
        }
        try output.renderer.show(PropertyTable(properties: properties))
    }
}
