//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import Logging

/// The program `vmfest`, from its arguments to its exit code.
package enum CommandLineProgram {
    /// Parses this process's arguments, runs the command in a task that signals cancel, and ends the process.
    package static func run() async -> Never {
        let status = await status()
        exit(status.rawValue)
    }

    private static func status() async -> ExitStatus {
        let command: any ParsableCommand
        do {
            command = try await VMFestCommand.asyncParseAsRoot()
        } catch {
            return end(with: error)
        }
        LogOutput.bootstrap(level: (command as? any HostCommand)?.host.logLevel ?? .warning)

        let work = Task { try await run(command) }
        let interruption = Interruption { work.cancel() }
        defer { interruption.stop() }
        do {
            try await work.value
            return .done
        } catch {
            return end(with: error, wasInterrupted: interruption.hasCome)
        }
    }

    private static func run(_ command: any ParsableCommand) async throws {
        if var command = command as? any AsyncParsableCommand {
            try await command.run()
        } else {
            var command = command
            try command.run()
        }
    }

    /// Tells of an error, and says which exit code it is. Help and the version come as errors, too.
    private static func end(with error: any Error, wasInterrupted: Bool = false) -> ExitStatus {
        let status = ExitStatus(of: error)
        if status == .done {
            // What can not be written to a closed pipe is not missed there.
            try? StandardOutput.write(VMFestCommand.fullMessage(for: error))
        } else if let text = ErrorMessage.text(of: error) {
            Diagnostics.standard.say(text)
        }
        return wasInterrupted ? .interrupted : status
    }
}
