//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest create`.
struct Create: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a machine from an image, in a moment: nothing is copied.",
        discussion: """
            The machine gets all it needs or is not made at all. What it writes goes to a disk of its own; the image is \
            only read, and may serve many machines. An existing machine of the name is never touched.

            Without options it has 512 MiB, 1 CPU, a network card behind NAT and the image's disk on SATA. Who comes \
            later in this row has the last word: these defaults, the size, the image (firmware, OS type, least disk), \
            the spec, the options. It is off until it is started.

            EXAMPLES
              vmfest create web --image ~/images/debian.vdi --memory 2GiB --start
              vmfest create web --image debian.vdi --forward 8080:80 --forward 2222:22
              vmfest create big --image debian-12 --size large --disk 100GiB
              vmfest create db --image /images/debian.vdi --spec db.yaml --cpus 4
              vmfest create ci --image debian-12 --key me --user-data setup.sh --start
              vmfest create tmp --image debian-12 --tag role=test --ttl 2h

            A SPEC
              memory: 2 GiB
              cpus: 2
              networks: [{attachment: nat, forwards: [{hostPort: 8080, guestPort: 80}]}]
              storage: [{name: IDE, bus: ide, devices: [null, null, dvd]}]
              bootDisk: {controller: IDE, slot: 0, size: 40 GiB}
            """
    )

    @Argument(help: "The new machine's name.")
    var name: String

    @Option(
        help: ArgumentHelp(
            "What to make it from: an image of the catalogue, or a disk file: VDI, VMDK, VHD, QCOW2 and others.",
            discussion: """
                A name of the catalogue ('vmfest image ls') is taken for that; write ./NAME for a file of that name. A \
                file is on the VirtualBox host. If that is another computer, the path must be absolute.
                """,
            valueName: "image"),
        completion: .file())
    var image: String?

    @Option(
        help: ArgumentHelp(
            "How much it gets: a size of 'vmfest size ls'. Default: the image's, if it names one.", valueName: "name"))
    var size: String?

    @OptionGroup var spec: SpecOptions

    @OptionGroup var firstBoot: FirstBootOptions

    @OptionGroup var labels: LabelOptions

    @Flag(help: "Start it, too. If it does not start, it is removed again.")
    var start = false

    @Option(help: .timeLimit("How long making it may take, and then starting it."))
    var timeout = TimeLimit(seconds: 120)

    @OptionGroup var output: OutputOptions

    @OptionGroup var host: HostOptions

    mutating func validate() throws {
        if name.isEmpty { throw ValidationError("The machine's name is empty.") }
        if image == nil, spec.disk != nil { throw ValidationError("--disk is the size of a disk on an --image.") }
        if image?.isEmpty == true { throw ValidationError("The image's path is empty.") }
    }

    func run() async throws {
        let order = MachineOrder(
            name: name, draft: try await spec.draft(), size: size, image: image.map(ImagePath.init),
            firstBoot: try await firstBoot.firstBoot(), labels: try labels.labels(), isStarted: start,
            limit: timeout.duration)
        let info = try await host.withHost { host in
            try await ProgressLine.during("create \(order.name)") { line in
                try await line.observing { try await order.carryOut(on: host) }
            }
        }
        try output.renderer.show(NewMachine(info: info))
    }
}
