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
        return String(text.trimmingPrefix("Error: "))
    }
}
