//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest image ls`.
struct ImageList: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: "Lists the images of the host.",
        discussion: """
            EXAMPLES
              vmfest image ls
              vmfest image ls --json

            JSON
              An array, by name, of objects with the keys
                name          the name
                osType        VirtualBox's name of the guest's system
                architecture  x86 or arm
                user          who can log in; absent where that is not known
                firmware      bios or efi
                description   the text for people
                capacity      the size of the disk in bytes
                size          the size of its machines where nobody says; absent for
                              none
                minimumDisk   the least disk of its machines in bytes; absent for that
                              of the image
                sha256        the digest of what was imported; absent for one made
                              from a machine
                source        where it came from
                created       when it was made, as 2026-01-31T12:00:00Z
                disk          the UUID of the base disk
                path          the path of the base disk on the host
                fileSize      the size of that file in bytes
                fileSHA256    its digest; absent where it could not be read
              More keys may come; these keep their names and meanings.
            """
    )

    @OptionGroup var output: NamedOutputOptions

    @OptionGroup var host: HostOptions

    func run() async throws {
        let images = try await host.withHost { host in
            try await ProgressLine.during("image ls") { _ in try await host.images() }
        }
        try output.renderer.show(ImageTable(images: images))
    }
}
