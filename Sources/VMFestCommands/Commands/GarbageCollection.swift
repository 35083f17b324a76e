//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest gc`.
struct GarbageCollection: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "gc",
        abstract: "Removes what killed programs left half-made, and machines whose time is over.",
        discussion: """
            It looks for machines, images and runs whose making was cut off, machines whose --ttl is over, files of \
            machines that are gone, and ports that are reserved for nobody. What another program is at work on, and what \
            VMFest did not make, is left alone.

            EXAMPLES
              vmfest gc --dry-run
              vmfest gc

            JSON
              An array of objects with the keys
                kind    machine, folder, image, port, disk or note
                name    its name, path or number
                reason  why nobody needs it
            """
    )

    @Flag(help: "Only tell what would be removed.")
    var dryRun = false

    @OptionGroup var output: JSONOption

    @OptionGroup var host: HostOptions

    func run() async throws {
        let isDry = dryRun
        let (found, failures) = try await host.withHost { host in
            try await ProgressLine.during("gc") { _ in
                let found = try await host.leftovers()
                return (found, isDry ? [] : try await host.remove(found))
            }
        }
        let kept = failures.map(\.leftover)
        try output.renderer.show(LeftoverTable(leftovers: found.filter { !kept.contains($0) }))
        for (leftover, error) in failures {
            Diagnostics.standard.say("the \(leftover.kind.rawValue) \(error)")
        }
        guard failures.isEmpty else { throw Failure(.failed) }
    }
}
