//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

/// `vmfest property watch`.
struct PropertyWatch: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Tells each change of guest properties, one line a change, until it is ended.",
        discussion: """
            What it prints is complete from the moment on when it says that it listens; a line 'gap' says where something \
            was missed all the same.

            EXAMPLES
              vmfest property watch web
              vmfest property watch web '/my/*' --count 1

            JSON
              One object a line, as 'vmfest events' gives it.
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var name: String

    @Argument(help: "Which: '*' stands for any characters, '?' for one. Default: all.")
    var pattern = "*"

    @Option(help: ArgumentHelp("End after so many changes.", valueName: "number"))
    var count: Int?

    @OptionGroup var output: JSONOption

    @OptionGroup var host: HostOptions

    mutating func validate() throws {
        if let count, count < 1 { throw ValidationError("--count takes a number from 1 on.") }
    }

    func run() async throws {
        let printer = EventPrinter(isJSON: output.json, count: count)
        try await host.withHost { host in
            let machine: Machine
            do { machine = try await host.machine(named: name) } catch { throw error.about(name) }
            try await printer.print(of: [.property], on: host) { event in
                guard event.machine == machine, case .property(_, let name, _) = event else { return false }
                return fnmatch(pattern, name, 0) == 0
            }
        }
    }
}
