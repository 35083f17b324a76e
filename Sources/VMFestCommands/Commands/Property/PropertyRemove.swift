//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest property rm`.
struct PropertyRemove: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Removes guest properties.",
        discussion: """
            That one is not set is no failure.

            EXAMPLES
              vmfest property rm web /my/stage
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var name: String

    @Argument(help: "The properties' names.")
    var properties: [String]

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (name, properties) = (name, properties)
        try await host.withHost { host in
            try await ProgressLine.during("property rm \(name)", parts: properties) { _ in
                let machine: Machine
                do { machine = try await host.machine(named: name) } catch { throw error.about(name) }
                try await ExitStatus.each(properties) { property in
                    do { try await machine.setGuestProperty(property, nil) } catch { throw error.about(name) }
                }
            }
        }
    }
}
