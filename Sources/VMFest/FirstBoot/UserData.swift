//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What an instance is told to do at its first boot: a script, a cloud-config, or anything else that its guest knows.
///
/// The bytes reach the guest unchanged, on a disc that cloud-init and its like read; Ignition's configuration reaches it
/// as a guest property.
public struct UserData: Sendable, Hashable {
    /// The bytes as they were given.
    public let bytes: [UInt8]

    /// What they are, as far as their beginning tells.
    public let format: Format

    /// How many bytes there may be: 1 MiB, which is more than clouds take (16 to 64 KiB).
    public static let largestSize = 1 << 20

    /// Takes bytes as they are.
    ///
    /// - Throws: ``VMFestError`` with `invalidArgument` when there are none, more than ``largestSize``, or, for
    ///   Ignition, more than a guest property holds.
    public init(bytes: some Sequence<UInt8>) throws {
        try self.init(Array(bytes), from: "the user data")
    }

    /// Takes text, as UTF-8.
    ///
    /// - Throws: as ``init(bytes:)`` does.
    public init(_ text: String) throws {
        try self.init(Array(text.utf8), from: "the user data")
    }

    init(_ bytes: [UInt8], from source: String) throws {
        guard !bytes.isEmpty else { throw VMFestError(.invalidArgument, "\(source): there is nothing in it") }
        guard bytes.count <= Self.largestSize else { throw Self.tooLarge(source) }
        self.bytes = bytes
        format = Format(of: bytes)
        if isIgnition { try checkIgnition(source) }
    }

    static func tooLarge(_ source: String) -> VMFestError {
        VMFestError(
            .invalidArgument,
            "\(source): more than \(largestSize) bytes; let a short script fetch what does not fit")
    }
}
