//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// `vmfest tag`.
struct TagCommand: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "tag",
        abstract: "Sets and removes tags of a machine.",
        discussion: """
            Tags are kept on the host, so everybody sees the same, and others that the machine has stay as they are. A key \
            has 1 to 63 letters, digits, dots, underscores, hyphens and slashes; a value has up to 255 bytes.

            Tags select machines: 'vmfest ls --tag FILTER', and with --all the verbs. A FILTER is key=value, key!=value \
            (another value or none) or key (any value). The fields @owner, @image, @name, @size and @state are compared \
            likewise.

            EXAMPLES
              vmfest tag web role=web env=dev
              vmfest tag web --remove env
              vmfest ls --tag role=web --tag @state=running
              vmfest destroy --tag role=web --all
            """
    )

    @Argument(help: "The machine's name or UUID.", completion: .machineNames)
    var name: String

    @Argument(
        help: ArgumentHelp("What to set.", valueName: "key=value"), transform: TagArgument.init(argument:))
    var tags: [TagArgument] = []

    @Option(
        name: .customLong("remove"),
        help: ArgumentHelp("A tag to remove. Repeatable. One that is not there is no failure.", valueName: "key"))
    var removed: [String] = []

    @OptionGroup var host: HostOptions

    mutating func validate() throws {
        if tags.isEmpty, removed.isEmpty { throw ValidationError("Which tags? Give key=value, or --remove key.") }
        let set = try tags.byKey()
        if let key = removed.first(where: { set[$0] != nil }) {
            throw ValidationError("The tag '\(key)' is to be set and removed.")
        }
    }

    func run() async throws {
        let name = name
        var changes: [String: String?] = [:]
        for tag in tags { changes[tag.key] = .some(tag.value) }
        for key in removed { changes[key] = .some(nil) }
        let all = changes
        try await host.withHost { host in
            try await ProgressLine.during("tag \(name)") { _ in
                do {
                    try await host.machine(named: name).tag(all)
                } catch {
                    throw error.about(name)
                }
            }
        }
        try StandardOutput.write(name)
    }
}
