//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest run`.
struct Run: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs instances of an image: made, started, and as far up as you want to wait for.",
        discussion: """
            Each instance has the hardware of its size, a disk of its own on the image, and a network card behind NAT with \
            a free port of the host that leads to its SSH server. Where the image is warm for the size ('vmfest image \
            warm'), the guest is not booted: it goes on from a running template, with an identity of its own, in about a \
            second. Nothing is copied either way.

            If some of several instances fail, those are removed again and the others stay; with --all-or-nothing none \
            does. The error says which failed, at which stage and why.

            EXAMPLES
              vmfest run debian-12 --key me --wait ssh
              vmfest run debian-12 -n 5 --name web --tag role=web --forward :80 --wait 80
              vmfest run debian-12 --size large --disk 40GiB --user-data setup.sh --ttl 2h
              vmfest ssh $(vmfest run debian-12 --key me --wait ssh --quiet)

            JSON
              An array of objects with the keys of 'vmfest ls' and
                endpoints  the addresses and forwards, as 'vmfest ip --json' gives them
            """
    )

    @Argument(help: "The image's name; see 'vmfest image ls'.", completion: .imageNames)
    var image: String

    @Option(
        help: ArgumentHelp(
            "The size; see 'vmfest size ls'. Default: the image's own, else small.", valueName: "name"),
        completion: .sizeNames)
    var size: String?

    @Option(
        help: ArgumentHelp(
            "The machine's name; of several, what their names begin with. Default: the image's, with random letters.",
            valueName: "name"))
    var name: String?

    @Option(name: .shortAndLong, help: "How many instances.")
    var number = 1

    @OptionGroup var firstBoot: FirstBootOptions

    @OptionGroup var labels: LabelOptions

    @Option(
        help: ArgumentHelp(
            "The size of the boot disk, such as 40GiB. Default: that of the size, or of the image.",
            valueName: "size"),
        transform: DataSize.init(argument:))
    var disk: DataSize?

    @Option(
        name: .customLong("forward"),
        help: ArgumentHelp(
            "A port of the host that leads to one of the guest: [address:][port]:port[/udp]. Repeatable.",
            discussion:
                "Without the host's port, as in :80, each instance gets a free one; 'vmfest ip --all' tells it.",
            valueName: "ports"),
        transform: PortForward.init(argument:))
    var forwards: [PortForward] = []

    @Option(help: .rung, transform: Rung.init(argument:))
    var wait: Rung = .running

    @Option(help: .timeLimit("How long all of it may take. Default: 120, with --wait 600."))
    var timeout: TimeLimit?

    @Flag(help: "Boot the guests, also when the image is warm.")
    var cold = false

    @Flag(help: "When an instance fails, remove all of them.")
    var allOrNothing = false

    @OptionGroup var guest: GuestOptions

    @OptionGroup var output: OutputOptions

    @OptionGroup var host: HostOptions

    mutating func validate() throws {
        if !(1...1000).contains(number) { throw ValidationError("The number of instances is 1 to 1000.") }
        if name?.isEmpty == true { throw ValidationError("The machine's name is empty.") }
    }

    func run() async throws {
        let limit = timeout?.duration ?? .seconds(wait == .running ? 120 : 600)
        var options = RunOptions(
            name: name, labels: try labels.labels(), diskSize: disk, forwards: forwards, access: guest.via,
            isCold: cold,
            onFailure: allOrNothing ? .removeAll : .removeFailed)
        if let given = try await firstBoot.firstBoot() { options.firstBoot = given }
        let keyFile = try await firstBoot.privateKeyFile()
        let (image, sizeName, number, rung, guest) = (image, size, number, wait, guest)
        let (report, failure) = try await host.withHost { host in
            try await ProgressLine.during("run \(image)") { line in
                try await line.observing { () async throws -> (InstanceReport, VMFestError?) in
                    options.login = try await guest.login(
                        orUser: host.image(named: image).user, keyFile: keyFile)
                    let size: Size? = if let sizeName { try await host.size(named: sizeName) } else { nil }
                    do {
                        let machines = try await host.run(
                            image, size: size, count: number, options, until: rung, within: limit)
                        return (try await InstanceReport(of: machines), nil)
                    } catch let error as VMFestError where !error.kept.isEmpty {
                        return (try await InstanceReport(of: error.kept), error)
                    }
                }
            }
        }
        try output.renderer.show(report)
        if let failure { throw failure }
    }
}
