//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest host show`.
struct HostShow: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows a host's VirtualBox, processors, memory, networks and drives.",
        discussion: """
            EXAMPLES
              vmfest host show
              vmfest host show --json

            JSON
              An object with the keys
                virtualBox          an object: version, revision, apiVersion, packageType,
                                    homeFolder, settingsFile
                operatingSystem, osVersion
                clock               the host's time, as 2026-01-31T12:00:00Z
                processors          an object: architecture, model, megahertz, count,
                                    online, cores, features (an array)
                memoryMiB, availableMemoryMiB
                engine              hardware, native or emulated: how machines are
                                    executed
                networkInterfaces   an array of objects with the keys of 'vmfest
                                    network interfaces', of all kinds
                domain, nameServers, internalNetworks
                discDrives          an array of names
                drives              an array of objects: path, model, size in bytes
              More keys may come; these keep their names and meanings.
            """
    )

    @OptionGroup var output: JSONOption

    @OptionGroup var host: HostOptions

    func run() async throws {
        let info = try await host.withHost { host in
            try await ProgressLine.during("host show") { _ in try await host.info() }
        }
        try output.renderer.show(HostDetails(info: info))
    }
}
