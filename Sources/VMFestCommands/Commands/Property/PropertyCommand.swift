//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser

/// `vmfest property`.
struct PropertyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "property",
        abstract: "Reads, writes and watches what a guest and its host tell each other.",
        discussion: """
            Guest properties are short texts by name. The Guest Additions set many about the guest, below \
            '/VirtualBox/GuestInfo/'; programs in the guest set others with VBoxControl.

            EXAMPLES
              vmfest property ls web '/VirtualBox/GuestInfo/OS/*'
              vmfest property set web /my/stage deploy
              vmfest property watch web '/my/*'
            """,
        subcommands: [PropertyGet.self, PropertySet.self, PropertyList.self, PropertyRemove.self, PropertyWatch.self]
    )

    func run() async throws {
        throw CleanExit.helpRequest(self)
    }
}
