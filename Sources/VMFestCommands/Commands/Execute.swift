//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

/// `vmfest exec`.
struct Execute: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "exec",
        abstract: "Runs a command in a machine's guest.",
        discussion: """
            Its output comes as it is written, its exit code is this program's own, and 255 says that it could not be \
            run; 128 and more, that a signal ended it. The words after -- arrive as they are: no shell reads them. With \
            --input it reads this program's standard input.

            EXAMPLES
              vmfest exec web -- uname -a
              vmfest exec web -- sh -c 'df -h | tail -1'
              vmfest exec web --input -- sha256sum < disk.iso
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var name: String

    @Argument(
        parsing: .postTerminator,
        help: ArgumentHelp("After --: the program in the guest, and its arguments.", valueName: "command"))
    var command: [String]

    @Flag(name: [.customShort("i"), .long], help: "Give it this program's standard input.")
    var input = false

    @Option(help: ArgumentHelp("A variable for it, NAME=VALUE. Repeatable.", valueName: "variable"))
    var env: [String] = []

    @Option(help: ArgumentHelp("The folder in the guest to run it in.", valueName: "path"))
    var folder: String?

    @Option(help: .timeLimit("How long it may take. Default: no limit."))
    var timeout: TimeLimit?

    @OptionGroup var guest: GuestOptions

    @OptionGroup var store: KeyStoreOptions

    @OptionGroup var host: HostOptions

    mutating func validate() throws {
        if command.isEmpty { throw ValidationError("No command was given; it comes after --.") }
        for variable in env where !variable.dropFirst().contains("=") {
            throw ValidationError("'\(variable)' is no variable; one looks like NAME=VALUE.")
        }
    }

    func run() async throws {
        try await GuestEnding.of(name) {
            let input: GuestInput = input ? .chunks(StandardInput()) : .none
            let result = try await host.withHost { host in
                let machine = try await host.machine(named: name)
                return try await machine.execute(
                    command, login: guest.login(to: machine, keys: store.store), via: guest.via, input: input,
                    environment: variables, in: folder,
                    within: timeout?.duration
                ) { try StandardOutput.pass($0) }
            }
            return GuestEnding(result)
        }
    }

    private var variables: [String: String] {
        env.reduce(into: [:]) { variables, text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            variables[String(parts[0])] = String(parts[1])
        }
    }
}

extension StandardOutput {
    /// Writes bytes to the stream of this program that they came from in the guest.
    static func pass(_ output: GuestOutput) throws {
        let handle: FileHandle = output.stream == .output ? .standardOutput : .standardError
        do {
            try handle.write(contentsOf: output.data)
        } catch {
            throw Failure(.failed, "the output could not be written: \(error.systemReason)")
        }
    }
}
