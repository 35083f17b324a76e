//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest import`.
struct Import: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a machine of an appliance: an OVA file, or an OVF file with its disks beside it.",
        discussion: """
            The machine is one of VMFest's, switched off, with copies of the disks in a folder of its own and new hardware \
            addresses. Forwards lead to it from the ports that the appliance says, or from others if those are taken \
            ('vmfest ip' says which). Shared folders and extra data are not taken over. An existing machine of the \
            name is never touched, and what is cut off leaves nothing.

            The file is on the VirtualBox host. If that is another computer, the path must be absolute.

            EXAMPLES
              vmfest import ~/web.ova
              vmfest import ~/web.ova --name web-2 --tag role=test --ttl 2h
              vmfest import /srv/appliance.ovf --dry-run

            JSON
              An object with the keys of 'vmfest show'; with --dry-run one with the keys
                name, osType, cpus, memory (MiB), description
                product, vendor, version, license
                disks     an array of objects with file and capacity (bytes)
                warnings  what VirtualBox did not understand
            """
    )

    @Argument(help: "The file, which ends in .ova or .ovf.", completion: .file())
    var file: String

    @Option(help: "The machine's name. Default: that in the appliance.")
    var name: String?

    @Flag(help: "Only tell what is in the file.")
    var dryRun = false

    @Flag(help: "Accept the licence that the appliance has; --dry-run shows it.")
    var acceptLicense = false

    @OptionGroup var labels: LabelOptions

    @Option(help: .timeLimit("How long it may take."))
    var timeout = TimeLimit(seconds: 3_600)

    @OptionGroup var output: OutputOptions

    @OptionGroup var host: HostOptions

    mutating func validate() throws {
        if name?.isEmpty == true { throw ValidationError("The machine's name is empty.") }
        if ![".ova", ".ovf"].contains(where: file.lowercased().hasSuffix) {
            throw ValidationError("The file's name does not end in .ova or .ovf.")
        }
    }

    func run() async throws {
        let (file, name, acceptsLicense, limit) = (ImagePath(text: file), name, acceptLicense, timeout.duration)
        if dryRun {
            let appliance = try await host.withHost { host in
                try await host.appliance(at: file.absolute(on: host), within: limit)
            }
            return try output.renderer.show(ApplianceDetails(appliance: appliance))
        }
        let labels = try labels.labels()
        let info = try await host.withHost { host in
            try await ProgressLine.during("import \(file.text)") { line in
                try await line.observing {
                    try await host.importMachine(
                        from: file.absolute(on: host), as: name, acceptsLicense: acceptsLicense, labels: labels,
                        within: limit
                    ).info()
                }
            }
        }
        try output.renderer.show(NewMachine(info: info))
    }
}
