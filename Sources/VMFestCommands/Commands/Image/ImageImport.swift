//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest image import`.
struct ImageImport: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Puts an image into the host's catalogue, all of it or nothing.",
        discussion: """
            The source is a file of this computer, or a file: or https: address (http: with --sha256 only): a disk in \
            any format that VirtualBox reads (VDI, VMDK, VHD, VHDX, QCOW2, Parallels, QED), a raw disk, an OVA or a \
            Vagrant box, each also compressed with gzip, xz or zstd. What it is, is judged by its content. A download \
            that breaks off is gone on with, also by the next try.

            It becomes a VDI on the host. Where VirtualBox sees the file under the same path it copies it itself, else \
            the file is sent through the web service.

            EXAMPLES
              vmfest image import debian debian-12.qcow2 --login debian
              vmfest image import alpine https://example.org/a.vmdk.xz --sha256 5c3f…
              vmfest image import box ~/precise64.box

            JSON
              An object with the keys of 'vmfest image ls'.
            """
    )

    @Argument(help: "A name: lower-case letters, digits, dots, hyphens and underscores.")
    var name: String

    @Argument(help: "A file of this computer, or an address.", completion: .file())
    var source: String

    @Option(help: ArgumentHelp("The SHA-256 that the source must have.", valueName: "digits"))
    var sha256: String?

    @Option(help: ArgumentHelp("How large a download, and what is unpacked, may be.", valueName: "size"))
    var limit = "64GiB"

    @OptionGroup var attributes: ImageOptions

    @OptionGroup var output: JSONOption

    @OptionGroup var host: HostOptions

    func validate() throws {
        if DataSize(limit) == nil { throw ValidationError("'\(limit)' is no size; one looks like 64GiB.") }
    }

    func run() async throws {
        let limit = DataSize(limit) ?? .gibibytes(64)
        let (name, source, sha256, attributes) = (name, source, sha256, attributes.attributes)
        let image = try await host.withHost { host in
            try await ProgressLine.during("import \(name)") { line in
                try await line.observing {
                    try await host.importImage(name, from: source, sha256: sha256, attributes, limit: limit)
                }
            }
        }
        try output.renderer.show(ImageDetails(image: image))
    }
}
