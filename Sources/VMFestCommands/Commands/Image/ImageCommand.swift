//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser

/// `vmfest image`.
struct ImageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "image",
        abstract: "Keeps the images that machines are made from.",
        discussion: """
            The catalogue is on the host, so everybody who uses that host sees the same images. An image is a disk that \
            is never written: machines are made from it with 'vmfest create NAME --image IMAGE'.

            EXAMPLES
              vmfest image import debian-12 ~/debian-12.qcow2 --os-type Debian12_64
              vmfest image ls
              vmfest create web --image debian-12
            """,
        subcommands: [
            ImageImport.self, ImageCreate.self, ImageBuild.self, ImageList.self, ImageShow.self, ImageVerify.self,
            ImageWarm.self,
            ImageCool.self, ImageRemove.self,
        ]
    )

    func run() async throws {
        throw CleanExit.helpRequest(self)
    }
}
