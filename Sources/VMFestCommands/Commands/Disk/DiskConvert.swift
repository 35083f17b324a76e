//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest disk convert`.
struct DiskConvert: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Gives a data disk another format, or makes it fixed or dynamic.",
        discussion: """
            VirtualBox copies the disk, so it has another UUID afterwards; name and type stay. No machine may have it. \
            What is cut off leaves the disk as it was.

            EXAMPLES
              vmfest disk convert data --fixed
              vmfest disk convert data --format vmdk

            JSON
              An object with the keys of 'vmfest disk ls'.
            """
    )

    @OptionGroup var disk: DiskArgument

    @OptionGroup var form: DiskFormOptions

    @OptionGroup var output: OutputOptions

    @OptionGroup var host: HostOptions

    func validate() throws {
        if form.format == nil, form.isFixed == nil {
            throw ValidationError("To what? Give --format, --fixed or --dynamic.")
        }
    }

    func run() async throws {
        let form = form
        let info = try await host.withDisk(disk.name, "disk convert") { disk in
            try await disk.convert(to: form.format, fixed: form.isFixed).info()
        }
        try output.renderer.show(DiskDetails(info: info))
    }
}
