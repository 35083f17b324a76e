//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// What a new machine shall be: a file, and options that override it.
struct SpecOptions: ParsableArguments {
    @Option(
        name: .customLong("spec"),
        help: ArgumentHelp(
            "A YAML or JSON file that describes the machine; - reads the standard input.",
            discussion: "What it leaves out has its default; the options below override it.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var file: String?

    @Option(
        help: ArgumentHelp("Memory: MiB, or with a unit such as 2GiB. Default: 512.", valueName: "size"),
        transform: DataSize.init(argument:))
    var memory: DataSize?

    @Option(help: "Virtual CPUs. Default: 1.")
    var cpus: Int?

    @Option(
        help: ArgumentHelp(
            "The size of the disk on the image, such as 40GiB. Default: as large as the image's.", valueName: "size"),
        transform: DataSize.init(argument:))
    var disk: DataSize?

    @Option(help: ArgumentHelp("VirtualBox's name of the guest's system. Default: Linux_64.", valueName: "type"))
    var osType: String?

    @Option(help: "A text for people.")
    var description: String?

    @Option(
        name: .customLong("forward"),
        help: ArgumentHelp(
            "A port of the host that leads to one of the guest: [address:]port:port[/udp]. Repeatable.",
            discussion: "It listens on 127.0.0.1 unless an address is given; 0.0.0.0 is open to all.",
            valueName: "ports"),
        transform: PortForward.init(argument:))
    var forwards: [PortForward] = []

    /// What the file and the options say; what is wrong with it by itself is found here.
    func draft() async throws -> SpecDraft {
        let overrides = SpecOverrides(
            memory: memory, cpus: cpus, disk: disk, osType: osType, description: description, forwards: forwards)
        var draft = SpecDraft(overrides: overrides)
        if let file {
            let file = SpecFile(path: file)
            draft.file = (file.name, try await file.text())
        }
        _ = try draft.spec()
        return draft
    }
}
