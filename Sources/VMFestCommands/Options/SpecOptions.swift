//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
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
        transform: { text in
            guard let size = DataSize(text) else {
                throw ValidationError("'\(text)' is no size; one looks like 512 or 2GiB.")
            }
            return size
        })
    var memory: DataSize?

    @Option(help: "Virtual CPUs. Default: 1.")
    var cpus: Int?

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

    /// The spec that the file and the options make together.
    func spec() async throws -> MachineSpec {
        var spec = MachineSpec()
        if let file { spec = try await SpecFile(path: file).read() }
        try apply(to: &spec)
        return spec
    }

    /// Overrides what options were given for.
    func apply(to spec: inout MachineSpec) throws {
        if let memory { spec.memory = memory }
        if let cpus { spec.cpus = cpus }
        if let osType { spec.osType = osType }
        if let description { spec.description = description }
        guard !forwards.isEmpty else { return }
        for index in spec.networks.indices {
            guard case .nat(let present) = spec.networks[index].attachment else { continue }
            spec.networks[index].attachment = .nat(forwards: present + forwards)
            return
        }
        throw Failure(.usage, "--forward needs a network card behind NAT, and the spec has none")
    }
}
