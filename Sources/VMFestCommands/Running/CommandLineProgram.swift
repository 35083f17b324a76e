//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import Logging

/// The program `vmfest`, from its arguments to its exit code.
package enum CommandLineProgram {
    /// Runs the command that this process's arguments name, in a task that signals cancel, and ends the process.
    package static func run() async -> Never {
        let work = Task { try await execute() }
        let interruption = Interruption { work.cancel() }
        let outcome = await work.result
        if case .failure(let ending as GuestEnding) = outcome, !interruption.hasCome { exit(ending.code) }
        let status = withExtendedLifetime(interruption) { end(with: outcome, wasInterrupted: interruption.hasCome) }
        exit(status.rawValue)
    }

    private static func execute() async throws {
        let command = try await VMFestCommand.asyncParseAsRoot()
        LogOutput.bootstrap(level: (command as? any HostCommand)?.host.logLevel ?? .warning)
        if var command = command as? any AsyncParsableCommand {
            try await command.run()
        } else {
            var command = command
            try command.run()
        }
    }

    /// Tells of an error, and says which exit code it is.
    ///
    /// What was done in spite of an interruption is done.
    private static func end(with outcome: Result<Void, any Error>, wasInterrupted: Bool) -> ExitStatus {
        guard case .failure(let error) = outcome else { return .done }
        let status = ExitStatus(of: error)
        if status == .done {
            // Help and the version come as errors. Where nobody reads them, nobody misses them.
            try? StandardOutput.write(VMFestCommand.fullMessage(for: error))
        } else if !(error is GuestEnding), let text = ErrorMessage.text(of: error) {
            Diagnostics.standard.say(text)
        }
        return wasInterrupted ? .interrupted : status
    }
}
