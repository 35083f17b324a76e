//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest disk forget`.
struct DiskForget: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Has VirtualBox forget disks and discs; their files stay.",
        discussion: """
            It is for disks, and images of DVDs and floppies, that VirtualBox knows and no machine has, such as those that \
            'vmfest doctor' finds unreadable. What a machine has, or what is the base of an image, stays known; data disks \
            are for 'vmfest disk rm'.

            EXAMPLES
              vmfest disk forget /srv/isos/gone.iso
            """
    )

    @Argument(help: "Their paths on the host, or their UUIDs.")
    var media: [String]

    @OptionGroup var host: HostOptions

    func run() async throws {
        try await host.each(media, "disk forget") { try await $0.forgetMedium($1) }
    }
}
