//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest host os-types`.
struct HostOSTypes: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "os-types",
        abstract: "Lists the guest systems that a spec can name.",
        discussion: """
            EXAMPLES
              vmfest host os-types
              vmfest host os-types --family Linux --json

            JSON
              An array, by family, of objects with the keys
                id, description     what a spec names, and what people call it
                family, familyDescription, subtype
                is64Bit             whether it is a 64-bit system
                architecture        x86 or ARM
                recommended         an object, what VirtualBox recommends: cpus,
                                    memoryMiB, videoMemoryMiB, diskSize in bytes,
                                    firmware, chipset, graphics, networkAdapter, diskBus,
                                    diskController, dvdBus, dvdController, audio,
                                    virtualization, ioAPIC, pae, hpet, clockInUTC,
                                    floppy, usb, usbKeyboard, usbTablet
              More keys may come; these keep their names and meanings.
            """
    )

    @Option(help: ArgumentHelp("Only those of this family, such as Linux or Windows.", valueName: "family"))
    var family: String?

    @OptionGroup var output: NamedOutputOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let family = family
        let types = try await host.withHost { host in
            try await ProgressLine.during("host os-types") { _ in try await host.osTypes(family: family) }
        }
        try output.renderer.show(OSTypeTable(types: types))
    }
}
