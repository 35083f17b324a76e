//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest image warm`.
struct ImageWarm: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "warm",
        abstract: "Boots an image once, and keeps the running guest for 'vmfest run' to start from.",
        discussion: """
            Instances of the same image and size then go on from there, each with an identity of its own, in about a \
            second instead of a boot. An image is warm for one size and one version of VirtualBox; when either, or the \
            image, changes, instances start cold again until it is made warm anew.

            A guest that can not be given a new identity is refused, with the reason. The guest has to run user data, and \
            has to have the Guest Additions.

            EXAMPLES
              vmfest image warm debian-12 --size small
              vmfest image warm debian-12 --size large --disk 100GiB --login debian

            JSON
              An object with the keys
                image, size        their names
                login              the guest's user who gets an instance's keys
                created            when it was made
                virtualBoxVersion  the version that it is for
                template           the UUID of the machine that it consists of
                machines           how many instances were started from it
            """
    )

    @Argument(help: "The image's name.", completion: .imageNames)
    var name: String

    @Option(
        help: ArgumentHelp("The size. Default: the image's own, else small.", valueName: "name"),
        completion: .sizeNames)
    var size: String?

    @Option(
        help: ArgumentHelp(
            "The size of the boot disk; instances with another one start cold.", valueName: "size"),
        transform: DataSize.init(argument:))
    var disk: DataSize?

    @Option(help: .timeLimit("How long it may take."))
    var timeout = TimeLimit(seconds: 900)

    @OptionGroup var guest: GuestOptions

    @OptionGroup var output: JSONOption

    @OptionGroup var host: HostOptions

    func run() async throws {
        let (name, sizeName, disk, guest, limit) = (name, size, disk, guest, timeout.duration)
        let image = try await host.withHost { host in
            try await ProgressLine.during("image warm \(name)") { line in
                try await line.observing {
                    let size: Size? = if let sizeName { try await host.size(named: sizeName) } else { nil }
                    let login = try guest.login(orUser: try await host.image(named: name).user)
                    return try await host.warmImage(name, size: size, diskSize: disk, login: login, within: limit)
                }
            }
        }
        try output.renderer.show(WarmDetails(image: image))
    }
}
