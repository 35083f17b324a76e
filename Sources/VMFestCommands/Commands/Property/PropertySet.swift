//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest property set`.
struct PropertySet: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Sets a guest property.",
        discussion: """
            A guest that runs hears of it at once. One that is set while the machine is off is there when it starts.

            EXAMPLES
              vmfest property set web /my/stage deploy
              vmfest property set web /my/token s3cr3t --transient --read-only
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var name: String

    @Argument(help: "The property's name.")
    var property: String

    @Argument(help: "The value.")
    var value: String

    @Flag(help: "It is gone when the machine is switched off.")
    var transient = false

    @Flag(name: .customLong("read-only"), help: "The guest can not change it.")
    var readOnly = false

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (name, property, value) = (name, property, value)
        let flags: Set<GuestProperty.Flag> = Set(
            (transient ? [.transient] : []) + (readOnly ? [.readOnlyForGuest] : []))
        try await host.withHost { host in
            try await ProgressLine.during("property set \(name)") { _ in
                do {
                    try await host.machine(named: name).setGuestProperty(property, value, flags: flags)
                } catch {
                    throw error.about(name)
                }
            }
        }
        try StandardOutput.write(property)
    }
}
