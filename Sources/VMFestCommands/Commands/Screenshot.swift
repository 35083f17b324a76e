//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VMFest

/// `vmfest screenshot`.
struct Screenshot: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Saves a picture of a machine's screen, a PNG.",
        discussion: """
            It prints the file's path. Without FILE it is NAME.png in the working directory; '-' is the standard output.
            A file that is there already is replaced only with --force.

            EXAMPLES
              vmfest screenshot web
              vmfest screenshot web /tmp/web.png --force
              vmfest screenshot web - | display
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var name: String

    @Argument(help: "Where to.", completion: .file(extensions: ["png"]))
    var file: String?

    @Option(help: ArgumentHelp("Which screen, from 0.", valueName: "number"))
    var screen = 0

    @Flag(help: "Replace the file if there is one.")
    var force = false

    @OptionGroup var host: HostOptions

    mutating func validate() throws {
        if screen < 0 { throw ValidationError("The first screen is 0.") }
        if name.contains("/"), file == nil { throw ValidationError("The name is none for a file; give one.") }
    }

    func run() async throws {
        let (name, screen, isReplacing) = (name, screen, force)
        let picture = try await host.withHost { host in
            try await ProgressLine.during("screenshot \(name)") { _ in
                do {
                    return try await host.machine(named: name).screenshot(screen: screen)
                } catch {
                    throw error.about(name)
                }
            }
        }
        let path = file ?? "\(name).png"
        guard path != "-" else {
            try FileHandle.standardOutput.write(contentsOf: picture)
            return
        }
        do {
            try picture.write(to: URL(filePath: path), options: isReplacing ? .atomic : .withoutOverwriting)
        } catch let error as CocoaError where error.code == .fileWriteFileExists {
            throw Failure(.failed, "'\(path)' is there already; --force replaces it")
        } catch {
            throw Failure(.failed, "'\(path)' can not be written: \(error.systemReason)")
        }
        try StandardOutput.write(path)
    }
}
