//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation

/// What a command in a guest reads from its standard input, which ends after it.
public struct GuestInput: Sendable {
    /// Gives the chunks, one after the other, to whoever writes them.
    let feed: @Sendable (_ write: (Data) async throws -> Void) async throws -> Void

    /// Whether there is nothing to read.
    let isEmpty: Bool

    /// Nothing: the input ends at once.
    public static let none = GuestInput(feed: { _ in }, isEmpty: true)

    /// These bytes.
    public static func bytes(_ data: Data) -> Self {
        Self(feed: { write in try await write(data) }, isEmpty: data.isEmpty)
    }

    /// This text, in UTF-8.
    public static func text(_ text: String) -> Self { bytes(Data(text.utf8)) }

    /// Chunks of bytes as they come; the next is asked for when the one before was written.
    ///
    /// An error that the sequence throws ends the command, and is thrown on.
    public static func chunks<Chunks: AsyncSequence & Sendable>(_ chunks: Chunks) -> Self
    where Chunks.Element == Data {
        Self(feed: { write in for try await chunk in chunks { try await write(chunk) } }, isEmpty: false)
    }
}
