//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest ssh`.
struct SecureShell: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "ssh",
        abstract: "Logs in to a machine's guest with SSH.",
        discussion: """
            It takes the way that leads to the guest's port 22 and runs this computer's 'ssh'. Without a command it opens \
            a shell. The exit code is that of the command, or 255 if there was no connection. Each machine's host key is \
            kept apart from your own, so machines that take turns at a port do not collide.

            EXAMPLES
              vmfest ssh web
              vmfest ssh web --login debian --identity ~/.ssh/id_ed25519
              vmfest ssh web -- tail -f /var/log/messages
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var name: String

    @Argument(
        parsing: .postTerminator,
        help: ArgumentHelp("After --: the program in the guest, and its arguments.", valueName: "command"))
    var command: [String] = []

    @OptionGroup var guest: GuestOptions

    @OptionGroup var store: KeyStoreOptions

    @OptionGroup var host: HostOptions

    mutating func validate() throws {
        if guest.via == .additions { throw ValidationError("--via additions is for 'vmfest exec'.") }
    }

    func run() async throws {
        try await GuestEnding.of(name) {
            let code = try await host.withHost { host in
                let machine = try await host.machine(named: name)
                return try await machine.secureShell(command, login: guest.login(to: machine, keys: store.store))
            }
            return GuestEnding(code: Int32(truncatingIfNeeded: code))
        }
    }
}
