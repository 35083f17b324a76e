//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// A file or a folder in a guest.
struct GuestItem: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case file, folder
        /// A device, a socket or the like, which is not copied; or a link to nowhere.
        case other
    }

    /// The last part of its path.
    var name: String
    var kind: Kind
    /// In bytes; 0 for what is no file.
    var size: Int64
    /// The nine permission bits; nil where the guest has none.
    var mode: UInt16?
}

/// The files of a guest, however it is reached.
protocol GuestFiles: Sendable {
    /// What is at a path, seen through symbolic links; nil for nothing.
    func item(at path: String) async throws -> GuestItem?

    /// What a folder holds, in no particular order, without `.` and `..`.
    func contents(of folder: String) async throws -> [GuestItem]

    /// Makes a folder, unless there is one.
    func makeFolder(_ path: String, mode: UInt16) async throws

    /// Reads a file, chunk by chunk.
    func read(_ path: String, _ take: @escaping @Sendable (Data) async throws -> Void) async throws

    /// Writes a file whole, or leaves what was there.
    func write(_ path: String, mode: UInt16, _ input: GuestInput) async throws
}
