//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest size add`.
struct SizeAdd: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Adds a size to those of the host.",
        discussion: """
            A name that there is already is refused. What the host can not make is refused, too, all at once.

            EXAMPLES
              vmfest size add db --cpus 2 --memory 6GiB --disk 60GiB
            """
    )

    @Argument(help: "A name: lower-case letters, digits, dots, hyphens and underscores.")
    var name: String

    @Option(help: "Virtual CPUs.")
    var cpus: Int

    @Option(
        help: ArgumentHelp("Memory: MiB, or with a unit such as 2GiB.", valueName: "size"),
        transform: DataSize.init(argument:))
    var memory: DataSize

    @Option(
        name: .customLong("video-memory"),
        help: ArgumentHelp("The graphics card's memory. Default: 16.", valueName: "size"),
        transform: DataSize.init(argument:))
    var videoMemory: DataSize = .mebibytes(16)

    @Option(
        help: ArgumentHelp("The least disk, such as 20GiB. Default: as large as the image's.", valueName: "size"),
        transform: DataSize.init(argument:))
    var disk: DataSize?

    @OptionGroup var host: HostOptions

    func run() async throws {
        let size = Size(name: name, cpus: cpus, memory: memory, videoMemory: videoMemory, disk: disk)
        try await host.withHost { host in
            try await ProgressLine.during("size add \(size.name)") { _ in try await host.addSize(size) }
        }
        try StandardOutput.write(size.name)
    }
}
