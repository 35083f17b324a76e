//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The one line that an SSH server gives to the user's shell: SSH knows no list of arguments.
struct RemoteLine: Sendable {
    let command: GuestCommand

    /// The command, in its folder and with its environment, for whatever shell the user has.
    ///
    /// A shell of its own waits for it, since that is who tells that a signal ended it: SSH programs do not.
    var text: String { "exec /bin/sh -c \(ShellWord.quoted(script))" }

    /// A folder that can not be entered ends it with exit code 126, and a program that is not there with 127, as shells do.
    var script: String {
        var parts: [String] = []
        if let folder = command.folder { parts.append("cd -- \(ShellWord.quoted(folder)) || exit 126;") }
        if !command.environment.isEmpty {
            parts.append("env")
            for (name, value) in command.environment.sorted(by: { $0.key < $1.key }) {
                parts.append(ShellWord.quoted("\(name)=\(value)"))
            }
        }
        parts.append(ShellWord.line(command.words))
        return parts.joined(separator: " ") + "\nexit $?"
    }
}
