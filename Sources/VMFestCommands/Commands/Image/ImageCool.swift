//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest image cool`.
struct ImageCool: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "cool",
        abstract: "Removes what 'vmfest image warm' kept; the image stays.",
        discussion: """
            It is refused while there are instances that were started from it, and names them.

            EXAMPLES
              vmfest image cool debian-12
              vmfest image cool debian-12 --size small
            """
    )

    @Argument(help: "The image's name.", completion: .imageNames)
    var name: String

    @Option(help: ArgumentHelp("Only for this size.", valueName: "name"), completion: .sizeNames)
    var size: String?

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (name, size) = (name, size)
        try await host.withHost { host in
            try await ProgressLine.during("image cool \(name)") { _ in
                try await host.coolImage(name, sizeName: size)
            }
        }
        try StandardOutput.write(name)
    }
}
