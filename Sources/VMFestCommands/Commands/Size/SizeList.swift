//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest size ls`.
struct SizeList: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: "Lists the sizes of the host.",
        discussion: """
            EXAMPLES
              vmfest size ls
              vmfest size ls --json

            JSON
              An array, the built-in ones first, of objects with the keys
                name            the name
                cpus            the number of virtual CPUs
                memoryMiB       the memory in MiB
                videoMemoryMiB  the graphics card's memory in MiB
                disk            the least disk in bytes; absent for that of the image
                builtIn         whether every host has it
              More keys may come; these keep their names and meanings.
            """
    )

    @OptionGroup var output: NamedOutputOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let sizes = try await host.withHost { host in
            try await ProgressLine.during("size ls") { _ in try await host.sizes() }
        }
        try output.renderer.show(SizeTable(sizes: sizes))
    }
}
