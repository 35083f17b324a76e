//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

/// `vmfest events`.
struct Events: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells what happens on the host, one line an event, until it is ended.",
        discussion: """
            What it prints is complete from the moment on when it says that it listens. Where something was missed all the \
            same, since the service was gone for a while, the line 'gap' says so, and it goes on.

            The kinds are state, lock, registered, unregistered, settings, property, extra-data, snapshot-taken, \
            snapshot-removed, snapshot-changed, snapshot-restored, medium-registered, medium-unregistered, \
            forward-added, forward-removed and gap.

            EXAMPLES
              vmfest events
              vmfest events --kind state --machine web
              vmfest events --json | jq -c 'select(.event == "state")'

            JSON
              One object a line, with the keys
                time          when it was read, as 2026-01-31T12:00:00Z
                event         the kind
                machine       the machine's UUID; absent where it is about none
                state, locked, name, key, value, snapshot, medium, type
                              what is known of events of that kind
              More keys may come; these keep their names and meanings.
            """
    )

    @Option(
        name: .customLong("kind"), help: "Only events of this kind, and gaps. Repeatable.",
        completion: .list(HostEvent.Kind.allCases.map(\.rawValue)), transform: HostEvent.Kind.init(argument:))
    var kinds: [HostEvent.Kind] = []

    @Option(help: "Only events about this machine, and gaps.", completion: .machineNames)
    var machine: String?

    @Option(help: ArgumentHelp("End after so many events.", valueName: "number"))
    var count: Int?

    @OptionGroup var output: JSONOption

    @OptionGroup var host: HostOptions

    mutating func validate() throws {
        if let count, count < 1 { throw ValidationError("--count takes a number from 1 on.") }
    }

    func run() async throws {
        let kinds = kinds.isEmpty ? Set(HostEvent.Kind.allCases) : Set(kinds)
        let printer = EventPrinter(isJSON: output.json, count: count)
        try await host.withHost { host in
            var only: Machine?
            if let machine {
                do { only = try await host.machine(named: machine) } catch { throw error.about(machine) }
            }
            let chosen = only
            try await printer.print(of: kinds, on: host) { chosen == nil || $0.machine == chosen }
        }
    }
}

extension HostEvent.Kind {
    init(argument: String) throws {
        guard let kind = Self(rawValue: argument) else {
            let kinds = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(argument)' is no kind of event; the kinds are \(kinds).")
        }
        self = kind
    }
}
