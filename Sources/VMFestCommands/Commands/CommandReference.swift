//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser

/// Writes the page of the documentation that has the help of every command.
struct CommandReference: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "command-reference",
        abstract: "Writes the page of the documentation that has the help of every command.",
        discussion: """
            EXAMPLES
              vmfest command-reference >CommandLine.md
            """,
        shouldDisplay: false
    )

    func run() throws {
        try StandardOutput.write(Self.page)
    }

    /// The page, in Markdown for DocC.
    static var page: String {
        """
        # The commands of vmfest

        What `vmfest help COMMAND` says of each command.

        ## Overview

        This page is written by the program itself: `make generate`.

        """ + sections(of: VMFestCommand.self, named: "vmfest")
    }

    /// A command's section, followed by those of its subcommands.
    private static func sections(of command: any ParsableCommand.Type, named name: String) -> String {
        let help = VMFestCommand.helpMessage(for: command, columns: 100)
        let section = "\n### \(name)\n\n```text\n\(help)\n```\n"
        return command.configuration.subcommands.filter { $0.configuration.shouldDisplay }.reduce(section) {
            $0 + sections(of: $1, named: "\(name) \($1._commandName)")
        }
    }
}
