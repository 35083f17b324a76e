//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Synchronization

/// The terminal that this program is run in, set so that every key reaches the program as it is.
///
/// Whatever ends the program sets it back: the work's end, its cancellation, and a second signal.
enum RawTerminal {
    private static let saved = Mutex<termios?>(nil)

    /// Whether the standard input is a terminal.
    static var isThere: Bool { isatty(STDIN_FILENO) == 1 }

    /// Sets the terminal of the standard input, if it is one, for as long as the work takes.
    ///
    /// - Parameter work: is told whether there is a terminal.
    static func during<Value>(_ work: (_ isTerminal: Bool) async throws -> Value) async throws -> Value {
        guard isThere else { return try await work(false) }
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return try await work(false) }
        saved.withLock { [settings] in $0 = settings }
        defer { restore() }
        cfmakeraw(&settings)
        tcsetattr(STDIN_FILENO, TCSANOW, &settings)
        return try await work(true)
    }

    /// Sets the terminal back, if it is set.
    static func restore() {
        saved.withLock { saved in
            guard var settings = saved else { return }
            saved = nil
            tcsetattr(STDIN_FILENO, TCSANOW, &settings)
        }
    }
}
