//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest register`.
struct Register: HostCommand {
    static let configuration = CommandConfiguration(
        abstract: "Has VirtualBox know machines whose files are on the host.",
        discussion: """
            It is for machines from another host or configuration, and for those that another program had it forget. Their \
            files stay where they are.

            EXAMPLES
              vmfest register "/srv/machines/web/web.vbox"
            """
    )

    @Argument(help: "The whole paths of their settings on the host, .vbox files.")
    var files: [String]

    @OptionGroup var host: HostOptions

    func run() async throws {
        try await host.each(files, "register") { try await $0.register($1) }
    }
}
