//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

extension PublicKey {
    /// The size in bytes that a key's file has at most.
    static let largestFile = 64 * 1_024

    /// Reads a file with one public key; lines that begin with `#` and empty ones do not count.
    init(file: String) throws {
        let text = String(decoding: try PlainFile.read(file, limit: Self.largestFile), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).map(\.trimmingBlanks)
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
        guard lines.count == 1, let line = lines.first else {
            throw VMFestError(.invalidArgument, "'\(file)' has \(lines.isEmpty ? "no key" : "more than one line")")
        }
        do {
            try self.init(line: line)
        } catch var error as VMFestError {
            error.message = "'\(file)': \(error.message)"
            throw error
        }
    }
}
