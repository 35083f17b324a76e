//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest disk create`.
struct DiskCreate: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Makes a data disk, empty: all of it, or nothing.",
        discussion: """
            What is written to it is on it for good, unless --type says otherwise:
              write-through  snapshots of machines leave the disk alone; the usual one
              normal         snapshots of machines keep what was on it; what is written
                             after one is in the machine's folder, and goes with it
              immutable      what is written is forgotten at the machine's next start
              shareable      several machines write to it at once; needs --fixed
              multi-attach   several machines have it, each with writes of its own

            EXAMPLES
              vmfest disk create data 20GiB
              vmfest disk create shared 2GiB --fixed --type shareable
              vmfest disk create export 8GiB --format vmdk

            JSON
              An object with the keys of 'vmfest disk ls'.
            """
    )

    @Argument(help: "A name: lower-case letters, digits, dots, hyphens and underscores.")
    var name: String

    @Argument(
        help: "The size as a guest sees it: MiB, or with a unit such as 20GiB.", transform: DataSize.init(argument:))
    var size: DataSize

    @OptionGroup var form: DiskFormOptions

    @Option(
        help: ArgumentHelp(
            "write-through, normal, immutable, shareable or multi-attach. Default: write-through.", valueName: "type"),
        transform: DiskType.init(argument:))
    var type: DiskType = .writeThrough

    @OptionGroup var output: OutputOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (name, size) = (name, size)
        let options = DiskOptions(format: form.format ?? .vdi, fixed: form.isFixed ?? false, type: type)
        let info = try await host.withHost { host in
            try await ProgressLine.during("disk create \(name)") { line in
                try await line.observing { try await host.createDisk(name, size, options).info() }
            }
        }
        try output.renderer.show(DiskDetails(info: info))
    }
}
