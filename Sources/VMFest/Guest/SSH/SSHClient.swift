//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Subprocess
import VirtualBox

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// The `ssh` program of this computer, told to reach one machine's guest.
struct SSHClient: Sendable {
    let connection: SSHConnection

    /// The program's own exit code for what is no ending of the command: no connection, no login.
    static let failure: Int32 = 255

    /// Runs a command in the guest to its end.
    ///
    /// A command that is cut off loses its connection; the server ends what then still writes to it.
    func execute(_ command: GuestCommand) async throws -> ExecutionResult {
        try await connection.knownHosts.prepare()
        let line = RemoteLine(command: command).text
        return try await command.deadline.limit {
            try await run(["-T"] + connection.arguments() + ["--", connection.address, line], command)
        }
    }

    private func run(_ arguments: [String], _ command: GuestCommand) async throws -> ExecutionResult {
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))]
        do {
            let result = try await Subprocess.run(
                .name("ssh"), arguments: Arguments(arguments), environment: .withoutSecrets, platformOptions: options,
                input: .inputWriter, output: .sequence, error: .sequence
            ) { process in
                try await Self.converse(process, command)
            }
            return try await finish(result.terminationStatus, result.takeClosureResult())
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw Self.noProgram
        }
    }

    private static func converse(
        _ process: Execution<CustomWriteInput, SequenceOutput, SequenceOutput>, _ command: GuestCommand
    ) async throws -> StreamPair {
        let pair = StreamPair(limit: command.limit, handler: command.onOutput)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await feed(command.input, to: process.standardInputWriter) }
            group.addTask {
                for try await chunk in process.standardOutput { try await pair.take(.output, Data(chunk)) }
            }
            group.addTask {
                for try await chunk in process.standardError { try await pair.take(.errors, Data(chunk)) }
            }
            do {
                try await group.waitForAll()
            } catch {
                await process.teardown(using: [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))])
                throw error
            }
        }
        return pair
    }

    /// Writes the input and ends it; a command that reads no more is no failure.
    private static func feed(_ input: GuestInput, to writer: StandardInputWriter) async throws {
        do {
            try await input.feed { data in _ = try await writer.write([UInt8](data)) }
            try await writer.finish()
        } catch is SubprocessError {
            try? await writer.finish()
        }
    }
}

extension Data {
    fileprivate init(_ buffer: SubprocessOutputSequence.Buffer) {
        self = buffer.withUnsafeBytes { Data($0) }
    }
}
