//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox

/// How the `ssh` program is told to reach a machine's guest.
struct SSHConnection: Sendable {
    let address: String
    let port: Int
    let login: GuestLogin
    let knownHosts: KnownHosts

    /// How long the server may take to answer, in seconds.
    var connectTimeout = 30

    /// The arguments that come before the command, and before options of a single use.
    ///
    /// Nothing is asked of anybody in batch mode; the agent is never forwarded; a key file that is given is the only
    /// one that is offered.
    func arguments(isInteractive: Bool = false) -> [String] {
        var options = [
            "StrictHostKeyChecking=accept-new",
            "UserKnownHostsFile=\(Self.quoted(knownHosts.file.path))",
            "GlobalKnownHostsFile=/dev/null",
            "HostKeyAlias=\(knownHosts.machine)",
            "UpdateHostKeys=no",
            "CheckHostIP=no",
            "ForwardAgent=no",
            "ForwardX11=no",
            "ClearAllForwardings=yes",
            "ConnectTimeout=\(connectTimeout)",
            "ServerAliveInterval=15",
            "LogLevel=ERROR",
        ]
        if !isInteractive { options.append("BatchMode=yes") }
        if let file = login.keyFile { options += ["IdentitiesOnly=yes", "IdentityFile=\(Self.quoted(file))"] }
        return options.flatMap { ["-o", $0] } + ["-p", "\(port)", "-l", login.user]
    }

    /// A path as a value of an option: the program splits at blanks and expands percent signs.
    static func quoted(_ path: String) -> String {
        let escaped = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("%", with: "%%")
        return "\"\(escaped)\""
    }
}
