//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

/// The rules of extra data, and which of it is VMFest's own.
enum ExtraData {
    /// What the keys of VMFest's own notes begin with.
    static let own = "vmfest/"

    /// Refuses a key that is none, or that is VMFest's own, and a value that VirtualBox can not keep.
    static func check(_ key: String, _ value: String?) throws {
        guard !key.isEmpty else {
            throw VMFestError(.invalidArgument, "a key of extra data has at least one character")
        }
        guard !key.hasPrefix(own) else {
            throw VMFestError(
                .invalidArgument,
                "the keys below '\(own)' are VMFest's own notes and are written by its verbs only, for example"
                    + " 'vmfest tag' and 'vmfest size add'")
        }
        guard value != "" else {
            throw VMFestError(.invalidArgument, "VirtualBox keeps no empty value; remove the key instead")
        }
    }

    /// The pairs of keys with their values, without those that were removed while they were read.
    static func pairs(
        _ keys: [String], _ value: @escaping @Sendable (String) async throws -> String
    ) async throws -> [String: String] {
        let values = try await keys.concurrentMap { try await value($0) }
        return Dictionary(zip(keys, values).filter { !$0.1.isEmpty }) { first, _ in first }
    }
}
