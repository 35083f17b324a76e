//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Synchronization

/// What people are told beside the data: messages, the log, and one line of progress below them.
final class Diagnostics: Sendable {
    /// The standard error stream.
    static let standard = Diagnostics(width: Terminal.width(of: STDERR_FILENO)) { text in
        // There is nobody left to tell when this fails.
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    /// The terminal's columns when asked; nil where there is no terminal.
    let width: @Sendable () -> Int?

    private let write: @Sendable (String) -> Void
    private let status = Mutex<String?>(nil)

    init(width: @escaping @autoclosure @Sendable () -> Int?, write: @escaping @Sendable (String) -> Void) {
        self.width = width
        self.write = write
    }

    /// Writes a message, above the progress line where there is one.
    ///
    /// Names and what VirtualBox says can contain anything; what would control the terminal is taken out.
    func say(_ message: String) {
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
        let text = "vmfest: " + lines.map { String($0).printable }.joined(separator: "\n")
        aside { write(text + "\n") }
    }

    /// Writes to the same terminal while the progress line is out of the way.
    func aside(_ work: () throws -> Void) rethrows {
        try status.withLock { status in
            if status != nil { write(Self.erase) }
            try work()
            if let status { write(status) }
        }
    }

    /// Shows this text as the progress line in place of the one before; nil erases it.
    ///
    /// Without a terminal nothing is shown.
    func show(_ text: String?) {
        guard let width = width() else { return }
        status.withLock { status in
            // The last column stays free: a terminal that wraps there would leave a line behind.
            let fitting = text.map { $0.fitted(to: width - 1) }
            guard fitting != status else { return }
            write(Self.erase + (fitting ?? ""))
            status = fitting
        }
    }

    private static let erase = "\r\u{1B}[2K"
}
