//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest disk clone`.
struct DiskClone: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "clone",
        abstract: "Makes a data disk with the content of another disk.",
        discussion: """
            It has the form and the type of the other one unless something else is said. Of a machine's disk on an image \
            the whole content is copied. A machine that runs and writes to the disk has to be stopped first.

            EXAMPLES
              vmfest disk clone data data-copy
              vmfest disk clone data handout --format vmdk --fixed

            JSON
              An object with the keys of 'vmfest disk ls'.
            """
    )

    @OptionGroup var disk: DiskArgument

    @Argument(help: "The new disk's name.")
    var copy: String

    @OptionGroup var form: DiskFormOptions

    @Option(
        help: ArgumentHelp(
            "write-through, normal, immutable, shareable or multi-attach.", valueName: "type"),
        transform: DiskType.init(argument:))
    var type: DiskType?

    @OptionGroup var output: OutputOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (copy, form, type) = (copy, form, type)
        let info = try await host.withDisk(disk.name, "disk clone") { disk in
            try await disk.clone(as: copy, format: form.format, fixed: form.isFixed, type: type).info()
        }
        try output.renderer.show(DiskDetails(info: info))
    }
}
