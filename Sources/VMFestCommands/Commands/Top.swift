//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

/// `vmfest top`.
struct Top: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what the host and its running machines use, again and again, until it is ended.",
        discussion: """
            The first values come when the first interval is over. A machine's CPU is its process's share of all the \
            host's processors together. What the guest says of itself needs Guest Additions; only JSON has it.

            EXAMPLES
              vmfest top
              vmfest top --all --interval 10
              vmfest top -n 1
              vmfest top --json | jq -c '.machines[] | [.name, .cpu.user]'

            JSON
              One object a line, with the keys
                time          when it was read, as 2026-01-31T12:00:00Z
                cpu           the host's processors: user, kernel and idle, in percent
                memoryTotalMiB, memoryUsedMiB, memoryFreeMiB
                              the host's memory in MiB
                machines      an array, by name, of objects with the keys
                  id          the UUID
                  host        the host's address
                  name        the name
                  cpu         user and kernel, in percent of all processors
                  memoryMiB   what its process has of the host's memory
                  diskMiB     what the files of its disks take
                  received, sent
                              what went through its network cards, in bytes per second
                  guestCPU    user, kernel and idle, as the guest says
                  guestMemoryTotalMiB, guestMemoryFreeMiB
                              the memory that the guest sees
              What is not known is absent. More keys may come; these keep their names and
              meanings.
            """
    )

    @Flag(help: "Measure every machine of the host, whoever made it.")
    var all = false

    @Option(name: .shortAndLong, help: ArgumentHelp("End after so many tables.", valueName: "count"))
    var number: Int?

    @Option(help: ArgumentHelp("The time between two tables: whole seconds, up to a day.", valueName: "seconds"))
    var interval = 2

    @OptionGroup var output: JSONOption

    @OptionGroup var host: HostOptions

    mutating func validate() throws {
        if let number, number < 1 { throw ValidationError("--number takes a number from 1 on.") }
        guard (1...86_400).contains(interval) else {
            throw ValidationError("--interval takes a number of seconds from 1 to 86400.")
        }
    }

    func run() async throws {
        try await host.withHost { host in
            try await host.withMetrics(every: .seconds(interval), of: all ? .all : .managed) { samples in
                var left = number ?? .max
                for try await sample in samples {
                    let table = SampleTable(sample: sample)
                    try StandardOutput.write(
                        output.json ? table.json() : table.screen(Terminal.width(of: STDOUT_FILENO)))
                    left -= 1
                    if left == 0 { return }
                }
                try Task.checkCancellation()
            }
        }
    }
}
