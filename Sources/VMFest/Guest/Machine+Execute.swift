//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

extension Machine {
    /// Runs a command in the guest and waits until it has ended.
    ///
    /// Whatever exit code it ends with is a result, not an error. Its output streams are kept apart and are given as
    /// bytes; with a handler they are passed on as they come, and nothing is kept.
    ///
    /// Rests on `IGuestSession::processCreate`, or on the program `ssh` of this computer.
    ///
    /// - Parameters:
    ///   - command: the program, by its path in the guest or its name, and its arguments. No shell reads them.
    ///   - login: as whom.
    ///   - access: how the guest is reached.
    ///   - input: what the command reads from its standard input.
    ///   - environment: variables that are set for it, beside those that the guest sets.
    ///   - folder: where it is run, a path in the guest; nil leaves it to the guest.
    ///   - limit: how long it may take, logging in included; nil is without limit.
    ///   - kept: the most that is kept of each output stream, in bytes, where no handler is given.
    ///   - onOutput: is given the output as it comes. What it throws ends the command, and is thrown on.
    /// - Returns: how it ended, and what it wrote.
    /// - Throws: ``VMFestError``: `guestNotReady`, `guestLogonRefused`, `noSuchProgram` (where the guest's shell looks for
    ///   it, for a bare name, with a folder and through SSH, that is exit code 127 instead), `timeLimit`, `invalidState` when the machine does not run, `noSuchMachine`, and the codes about the host.
    ///   A command that was cut off, by the limit or by cancellation, is ended: by the Guest Additions, or by the loss
    ///   of its SSH connection.
    @discardableResult
    public func execute(
        _ command: [String],
        login: GuestLogin,
        via access: GuestAccess = .automatic,
        input: GuestInput = .none,
        environment: [String: String] = [:],
        in folder: String? = nil,
        within limit: Duration? = nil,
        keeping kept: Int = 1 << 20,
        onOutput: (@Sendable (GuestOutput) async throws -> Void)? = nil
    ) async throws -> ExecutionResult {
        let command = GuestCommand(
            words: command, input: input, environment: environment, folder: folder, deadline: .within(limit),
            limit: kept, onOutput: onOutput)
        return try await VMFestError.during("execute", of: key) {
            try command.check()
            return try await withWay(in: access, login, command.deadline) { control in
                try await control.execute(command)
            } ssh: { client in
                try await client.execute(command)
            }
        }
    }

    /// Does something in the guest one way, or the other.
    func withWay<Value: Sendable>(
        in access: GuestAccess, _ login: GuestLogin, _ deadline: Deadline,
        additions: (GuestControl) async throws -> Value, ssh: (SSHClient) async throws -> Value
    ) async throws -> Value {
        if access == .additions || access == .automatic && login.password != nil {
            do {
                return try await withGuestControl(login, until: deadline, additions)
            } catch let error as VMFestError where access == .automatic && error.code == .guestNotReady {
                // Thrown before anything was done in the guest. Without a way for SSH this is the error that helps.
                guard let client = try await sshClient(login) else { throw error }
                return try await reaching { try await ssh(client) }
            }
        }
        guard let client = try await sshClient(login) else { throw Self.noWay }
        return try await reaching { try await ssh(client) }
    }

    /// Says of a guest that can not be reached that its machine does not run, where that is why.
    private func reaching<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let error as VMFestError where error.code == .guestNotReady {
            let state = try await state()
            guard [.off, .aborted, .saved].contains(state) else { throw error }
            throw VMFestError(.invalidState, "it is \(state.rawValue), so its guest can not be reached")
        }
    }

    /// The SSH program, told how to reach the guest; nil where no way is known.
    func sshClient(_ login: GuestLogin) async throws -> SSHClient? {
        guard let way = try await sshEndpoint() else { return nil }
        let connection = SSHConnection(
            address: way.address, port: way.forward?.port ?? 22, login: login, knownHosts: KnownHosts(machine: key))
        return SSHClient(connection: connection)
    }

    /// The endpoint at which the guest's SSH server can be reached.
    func sshEndpoint() async throws -> Endpoint? {
        let all = try await endpoints().filter(\.isReachable)
        return all.first { $0.forward?.transport == .tcp && $0.forward?.guestPort == 22 }
            ?? all.first { $0.forward == nil }
    }
}
