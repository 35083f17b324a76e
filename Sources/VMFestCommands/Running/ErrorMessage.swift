//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// What people are told of an error.
enum ErrorMessage {
    /// The message, without the program's name; nil where all has been told.
    static func text(of error: any Error) -> String? {
        switch error {
        case is CancellationError: nil
        case let failure as Failure: failure.message
        case let error as VMFestError: error.description
        default: usage(error)
        }
    }

    /// What ArgumentParser says of a wrong command line.
    private static func usage(_ error: any Error) -> String {
        let text = VMFestCommand.fullMessage(for: error)
        return unknownCommand(in: CommandLine.arguments.dropFirst().map(\.self))
            ?? String(text.trimmingPrefix("Error: "))
    }

    /// Names the first word of a command line that is to be a command and is none; nil where there is no such word.
    static func unknownCommand(in arguments: [String]) -> String? {
        var command: any ParsableCommand.Type = VMFestCommand.self
        var path = ["vmfest"]
        for word in arguments {
            // What comes before the command may be an option's value.
            guard !word.hasPrefix("-") else { return nil }
            let parts = command.configuration.subcommands
            guard !parts.isEmpty, word != "help" else { return nil }
            guard let next = parts.first(where: { $0._commandName == word || $0.configuration.aliases.contains(word) })
            else {
                let known = path.joined(separator: " ")
                return "there is no command '\(word)' of '\(known)'; '\(known) --help' lists those that there are"
            }
            command = next
            path.append(word)
        }
        return nil
    }
}
