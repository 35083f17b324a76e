//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

/// `vmfest export`.
struct Export: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a machine that is switched off to an OVA file, which every virtualiser reads.",
        discussion: """
            The file has the hardware and the disks, each whole; the machine stays as it is. A file that is there already \
            is refused. What is cut off leaves no file. 'vmfest import' makes a machine of an OVA file, and 'vmfest image \
            import' an image.

            EXAMPLES
              vmfest export web ~/web.ova
              vmfest import ~/web.ova --name web-2
              vmfest image import web ~/web.ova
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var machine: String

    @Argument(help: "The file, which ends in .ova.", completion: .file())
    var file: String

    @Option(help: .timeLimit("How long it may take."))
    var timeout = TimeLimit(seconds: 3_600)

    @OptionGroup var host: HostOptions

    mutating func validate() throws {
        if machine.isEmpty { throw ValidationError("The machine's name is empty.") }
        if !file.lowercased().hasSuffix(".ova") { throw ValidationError("The file's name does not end in .ova.") }
    }

    /// The file as VirtualBox is told of it.
    var path: String { URL(filePath: (file as NSString).expandingTildeInPath).standardizedFileURL.path }

    func run() async throws {
        let (path, limit) = (path, timeout.duration)
        try await host.withMachine(machine, "export") { try await $0.export(to: path, within: limit) }
        try StandardOutput.write(path)
    }
}
