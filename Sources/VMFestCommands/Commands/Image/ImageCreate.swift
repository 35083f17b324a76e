//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest image create`.
struct ImageCreate: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Makes an image of a machine's disk.",
        discussion: """
            Its first hard disk is copied whole, and the machine stays as it is. It must be switched off; of a snapshot \
            an image can be made while it runs, too. What makes the guest that guest, such as its SSH host keys, is \
            copied: remove it there first if you want.

            EXAMPLES
              vmfest image create web-1.4 --from web
              vmfest image create web-1.4 --from web --snapshot release

            JSON
              An object with the keys of 'vmfest image ls'.
            """
    )

    @Argument(help: "A name: lower-case letters, digits, dots, hyphens and underscores.")
    var name: String

    @Option(
        name: .customLong("from"), help: ArgumentHelp("The machine's name or UUID.", valueName: "machine"),
        completion: .machineNames)
    var machine: String

    @Option(help: ArgumentHelp("The name or UUID of a snapshot of it. Default: what the machine is now."))
    var snapshot: String?

    @OptionGroup var attributes: ImageOptions

    @OptionGroup var output: JSONOption

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (name, machine, snapshot, attributes) = (name, machine, snapshot, attributes.attributes)
        let image = try await host.withHost { host in
            try await ProgressLine.during("image \(name)") { line in
                try await line.observing {
                    let source: Machine
                    do {
                        source = try await host.machine(named: machine)
                    } catch {
                        throw error.about(machine)
                    }
                    return try await host.createImage(name, from: source, at: snapshot, attributes)
                }
            }
        }
        try output.renderer.show(ImageDetails(image: image))
    }
}
