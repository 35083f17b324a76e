//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// A file with a spec, or the standard input.
struct SpecFile: Sendable {
    /// The path; `-` stands for the standard input.
    let path: String

    /// What people call it.
    var name: String { path == "-" ? "standard input" : path }

    /// Reads the file.
    func text() async throws -> String { String(decoding: try await contents(), as: UTF8.self) }

    private func contents() async throws -> Data {
        do {
            guard path == "-" else {
                return try Data(contentsOf: URL(filePath: NSString(string: path).expandingTildeInPath))
            }
            var contents = Data()
            for try await piece in Self.standardInput() { contents += piece }
            try Task.checkCancellation()
            return contents
        } catch let error as CancellationError {
            throw error
        } catch {
            throw Failure(.failed, "the spec '\(name)' can not be read: \(error.systemReason)")
        }
    }

    /// The standard input in pieces.
    ///
    /// Nobody knows when the next one comes, so a thread of its own waits for it, and whoever iterates can be cancelled
    /// meanwhile.
    private static func standardInput() -> AsyncThrowingStream<Data, any Error> {
        AsyncThrowingStream { pieces in
            Thread.detachNewThread {
                do {
                    while let piece = try FileHandle.standardInput.read(upToCount: 65_536), !piece.isEmpty {
                        pieces.yield(piece)
                    }
                    pieces.finish()
                } catch {
                    pieces.finish(throwing: error)
                }
            }
        }
    }
}
