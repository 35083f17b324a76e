//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest fs chmod`.
struct FileMode: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "chmod",
        abstract: "Sets the permissions of files and folders in a guest.",
        discussion: """
            As VirtualBox itself has no means for it, this needs a guest that is a Unix.

            EXAMPLES
              vmfest fs chmod 640 web:/etc/app/secret
              vmfest fs chmod 700 web:/srv/private --recursive
            """
    )

    @Argument(help: .permissions("The permissions."))
    var mode: Mode

    @Argument(help: ArgumentHelp("Of what.", valueName: "name:path"))
    var paths: [GuestPath]

    @Flag(name: [.customShort("R"), .long], help: "Set those of all that is in folders, too.")
    var recursive = false

    @OptionGroup var files: GuestFilesOptions

    @OptionGroup var host: HostOptions

    mutating func validate() throws { _ = try GuestPath.machine(of: paths) }

    func run() async throws {
        let (mode, withContents) = (mode.bits, recursive)
        try await files.each(paths, on: host, "fs chmod") { files, path in
            try await files.setMode(mode, of: path, withContents: withContents)
        }
    }
}

/// Permissions, as `chmod` takes them in digits.
struct Mode: Sendable, Hashable, ExpressibleByArgument {
    /// 0 to 0o7777.
    var bits: UInt16

    /// Permissions that are known to be some.
    init(bits: UInt16) {
        self.bits = bits
    }

    /// Reads up to four octal digits.
    init?(argument: String) {
        guard argument.count <= 4, let bits = UInt16(argument, radix: 8), !argument.hasPrefix("+") else { return nil }
        self.bits = bits
    }

    var defaultValueDescription: String { String(bits, radix: 8) }
}

extension ArgumentHelp {
    /// The help of permissions.
    static func permissions(_ text: String) -> Self { ArgumentHelp("\(text) Octal digits.", valueName: "mode") }
}
