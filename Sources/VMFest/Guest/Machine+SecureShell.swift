//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

extension Machine {
    /// Runs the `ssh` program of this computer with this program's own standard streams and terminal, until it ends.
    ///
    /// Each machine's host key is kept in a file of its own, in `vmfest/known_hosts` of the user's cache folder: the first
    /// that it shows is kept, and another is refused. The agent is not forwarded.
    ///
    /// - Parameters:
    ///   - command: the program in the guest and its arguments, which arrive as they are; empty opens a shell.
    ///   - login: as whom. A key file, where there is one, is the only key that is offered.
    /// - Returns: the exit code of the command, or 255 when there was no connection.
    /// - Throws: ``VMFestError``: `guestNotReady` when no way for SSH is known, `notSupported` when this computer has no
    ///   `ssh`, `noSuchMachine`, and the codes about the host.
    public func secureShell(_ command: [String] = [], login: GuestLogin) async throws -> Int {
        try await VMFestError.during("ssh", of: key) {
            guard let client = try await sshClient(login) else { throw Self.noWay }
            return try await client.attach(command)
        }
    }

    /// The error for a guest that SSH can not get to.
    static var noWay: VMFestError {
        VMFestError(
            .guestNotReady,
            "there is no way for SSH into the guest: no port of the host leads to its port 22, and no address is known"
                + " that this computer reaches")
    }
}

extension SSHClient {
    /// Runs the program with this program's own streams.
    fileprivate func attach(_ command: [String]) async throws -> Int {
        try await connection.knownHosts.prepare()
        var arguments = connection.arguments(isInteractive: true) + ["--", connection.address]
        if !command.isEmpty {
            let command = GuestCommand(words: command)
            try command.check()
            arguments.append(RemoteLine(command: command).text)
        }
        do {
            return try await LocalProgram.run(["ssh"] + arguments, withSecrets: false)
        } catch let error as VMFestError where error.code == .noSuchProgram {
            throw Self.noProgram
        }
    }

    /// The error for a computer without the program.
    static var noProgram: VMFestError {
        VMFestError(.notSupported, "this computer has no program 'ssh'; install OpenSSH")
    }
}
