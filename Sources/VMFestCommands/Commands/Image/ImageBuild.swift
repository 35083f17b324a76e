//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

/// `vmfest image build`.
struct ImageBuild: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Installs a system from its disc and makes an image of it.",
        discussion: """
            VirtualBox answers the installer's questions: for Debian, Ubuntu, Red Hat and its relatives, and Windows. It \
            runs in a machine of its own, 'vmfest screenshot' shows how far it is, and the machine is removed in the end. \
            The installation is over when the guest switches itself off or restarts for the first time; with Windows, \
            when the Guest Additions are up or the guest switches itself off.

            EXAMPLES
              vmfest image build debian-12 --iso /iso/debian.iso --password-file pw
              vmfest image build debian-12 --iso /iso/debian.iso --detect

            JSON
              An object with the keys of 'vmfest image ls'; with --detect one with the keys
                osType, languages, supported
              and, where they are known,
                version, flavor
            """
    )

    @Argument(help: "A name: lower-case letters, digits, dots, hyphens and underscores.")
    var name: String

    @Option(
        name: .customLong("iso"), help: ArgumentHelp("The disc's image, on the VirtualBox host.", valueName: "file"),
        completion: .file(extensions: ["iso"]))
    var disc: String

    @Option(name: .customLong("login"), help: ArgumentHelp("The user to be made. Default: user.", valueName: "user"))
    var guestUser = "user"

    @Option(
        help: ArgumentHelp("Take the user's password from the first line of this file.", valueName: "file"),
        completion: .file())
    var passwordFile: String?

    @Flag(help: "Only tell what is on the disc.")
    var detect = false

    @Option(help: ArgumentHelp("VirtualBox's name of the system. Default: what is on the disc.", valueName: "type"))
    var osType: String?

    @Option(help: ArgumentHelp("The guest's name, with a domain.", valueName: "name"))
    var hostName: String?

    @Option(help: ArgumentHelp("The language and country. Default: en_US.", valueName: "locale"))
    var locale: String?

    @Option(help: ArgumentHelp("The time zone. Default: Etc/UTC.", valueName: "zone"))
    var timeZone: String?

    @Option(help: ArgumentHelp("The product key, where the system wants one.", valueName: "key"))
    var productKey: String?

    @Option(help: ArgumentHelp("Which of several Windows systems on the disc, from 1.", valueName: "number"))
    var edition: Int?

    @Flag(help: "Install the Guest Additions, from the host's own disc of them.")
    var additions = false

    @Option(help: ArgumentHelp("What the installer runs at its end in the new system.", valueName: "command"))
    var command: String?

    @Option(help: "The memory of the machine.", transform: DataSize.init(argument:))
    var memory: DataSize = .gibibytes(2)

    @Option(help: "The virtual CPUs of the machine.")
    var cpus = 2

    @Option(help: "The size of the disk.", transform: DataSize.init(argument:))
    var disk: DataSize = .gibibytes(20)

    @Option(help: "A text for people.")
    var description: String?

    @Option(help: .timeLimit("How long it may take."))
    var timeout = TimeLimit(seconds: 7200)

    @OptionGroup var output: JSONOption

    @OptionGroup var host: HostOptions

    mutating func validate() throws {
        if !detect, passwordFile == nil { throw ValidationError("--password-file is missing: the new user needs one.") }
    }

    func run() async throws {
        let disc = ImagePath(text: disc)
        if detect {
            let found = try await host.withHost { host in
                try await host.installerDisc(at: disc.absolute(isHere: host.isThisComputer, host: host.url))
            }
            return try output.renderer.show(InstallerDiscDetails(disc: found))
        }
        let installation = try installation()
        let attributes = ImageAttributes(user: guestUser, description: description)
        let (name, limit) = (name, timeout.duration)
        let image = try await host.withHost { host in
            try await ProgressLine.during("image build \(name)") { line in
                try await line.observing {
                    var installation = installation
                    installation.disc = try disc.absolute(isHere: host.isThisComputer, host: host.url)
                    return try await host.buildImage(name, installation, attributes, within: limit)
                }
            }
        }
        try output.renderer.show(ImageDetails(image: image))
    }

    private func installation() throws -> SystemInstallation {
        var installation = SystemInstallation(
            disc: disc, user: guestUser, password: try GuestOptions.firstLine(of: passwordFile ?? ""),
            spec: MachineSpec(memory: memory, cpus: cpus), diskSize: disk, installsGuestAdditions: additions)
        (installation.osType, installation.hostName, installation.locale) = (osType, hostName, locale)
        (installation.timeZone, installation.productKey, installation.edition) = (timeZone, productKey, edition)
        installation.command = command
        return installation
    }
}
