//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// Asks for a password on the terminal, which does not show it.
enum PasswordPrompt {
    /// What is typed; nil where the standard input is no terminal.
    ///
    /// - Throws: `CancellationError` for Control-C, and for Control-D and the terminal's end before anything is typed.
    static func ask(_ words: String) async throws -> String? {
        guard RawTerminal.isThere else { return nil }
        FileHandle.standardError.write(Data("\(words): ".utf8))
        defer { FileHandle.standardError.write(Data("\n".utf8)) }
        return try await RawTerminal.during { _ in
            try line { try FileHandle.standardInput.read(upToCount: 1)?.first }
        }
    }

    /// What is typed twice alike; nil where the standard input is no terminal.
    ///
    /// - Throws: ``Failure`` when the two differ, and as ``ask(_:)``.
    static func askTwice(_ words: String) async throws -> String? {
        guard let password = try await ask(words), let again = try await ask("\(words), again") else { return nil }
        guard password == again else { throw Failure(.usage, "the two passwords differ") }
        return password
    }

    /// The line that some keys make: Backspace takes the last character back, Control-U all of them.
    static func line(_ next: () throws -> UInt8?) throws -> String {
        var bytes: [UInt8] = []
        while let byte = try next() {
            switch byte {
            case 0x0A, 0x0D: return String(decoding: bytes, as: UTF8.self)
            case 0x03: throw CancellationError()
            case 0x04 where bytes.isEmpty: throw CancellationError()
            case 0x15: bytes = []
            case 0x08, 0x7F:
                // Bytes that begin with the bits 10 go on with a character.
                while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
            default: bytes.append(byte)
            }
        }
        guard !bytes.isEmpty else { throw CancellationError() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
