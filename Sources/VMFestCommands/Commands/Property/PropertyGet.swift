//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest property get`.
struct PropertyGet: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Prints the value of a guest property.",
        discussion: """
            One that is not set is a failure, with exit code 1, unless --wait waits for it.

            EXAMPLES
              vmfest property get web /VirtualBox/GuestInfo/OS/Product
              vmfest property get web /my/stage --wait --timeout 60
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var name: String

    @Argument(help: "The property's name.")
    var property: String

    @Flag(help: "Wait until it is set.")
    var wait = false

    @Option(help: .timeLimit("With --wait: how long."))
    var timeout = TimeLimit(seconds: 300)

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (name, property, isWaiting, limit) = (name, property, wait, timeout.duration)
        let value = try await host.withHost { host in
            try await ProgressLine.during("property get \(name)") { _ in
                do {
                    let machine = try await host.machine(named: name)
                    guard isWaiting else { return try await machine.guestProperty(property) }
                    return try await machine.waitForGuestProperty(property, within: limit)
                } catch {
                    throw error.about(name)
                }
            }
        }
        guard let value else { throw Failure(.failed, "\(name): '\(property)' is not set") }
        try StandardOutput.write(value)
    }
}
