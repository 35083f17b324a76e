//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation

/// How a command in a guest ended, and what it wrote.
public struct ExecutionResult: Sendable, Hashable {
    /// How a command ended.
    public enum Ending: Sendable, Hashable {
        /// By itself, with this exit code.
        case exited(Int)
        /// Killed by a signal, with its number where it is known: the Guest Additions tell it, SSH does not always.
        case signaled(Int?)
    }

    /// How it ended.
    public var ending: Ending

    /// What it wrote to its standard output, up to the limit; empty where a handler was given the output.
    public var output: Data

    /// What it wrote to its standard error stream, up to the limit; empty where a handler was given it.
    public var errors: Data

    /// Whether it wrote more than the limit, of which the rest was dropped.
    public var isCut: Bool

    /// The exit code; nil where a signal ended the command.
    public var exitCode: Int? {
        if case .exited(let code) = ending { code } else { nil }
    }

    /// Whether it ended with exit code 0.
    public var succeeded: Bool { ending == .exited(0) }

    /// The standard output as text; bytes that are no UTF-8 become replacement characters.
    public var outputText: String { String(decoding: output, as: UTF8.self) }

    /// The standard error stream as text; bytes that are no UTF-8 become replacement characters.
    public var errorText: String { String(decoding: errors, as: UTF8.self) }
}
