//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest image show`.
struct ImageShow: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows all that is known of an image.",
        discussion: """
            EXAMPLES
              vmfest image show debian-12

            JSON
              An object with the keys of 'vmfest image ls' and, where it is warm,
                warm  an array of objects with the keys of 'vmfest image warm'
            """
    )

    @Argument(help: "The image's name.")
    var name: String

    @OptionGroup var output: JSONOption

    @OptionGroup var host: HostOptions

    func run() async throws {
        let name = name
        let details = try await host.withHost { host in
            try await ProgressLine.during("image show \(name)") { _ in
                let image = try await host.image(named: name)
                return ImageDetails(image: image, warm: try await host.warmImages().filter { $0.image == name })
            }
        }
        try output.renderer.show(details)
    }
}
