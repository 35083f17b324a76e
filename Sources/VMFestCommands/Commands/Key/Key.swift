//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser

/// `vmfest key`.
struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes and keeps key pairs, for logging on to guests.",
        discussion: """
            The keys are files of OpenSSH's kind on this computer: NAME, which only you can read, and NAME.pub. They \
            are in ~/.config/vmfest/keys (in vmfest/keys below XDG_CONFIG_HOME, if that is set), or in the folder that \
            --keys or VMFEST_KEYS names. No host is asked.

            EXAMPLES
              vmfest key create me
              vmfest key ls
            """,
        subcommands: [KeyCreate.self, KeyImport.self, KeyList.self, KeyShow.self, KeyRemove.self]
    )

    func run() async throws {
        throw CleanExit.helpRequest(self)
    }
}
