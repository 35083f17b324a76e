//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

/// A command for a guest, with all that it is to be run with.
struct GuestCommand: Sendable {
    /// The program, by its path or its name, and its arguments.
    var words: [String]
    var input = GuestInput.none
    var environment: [String: String] = [:]
    var folder: String?
    var deadline = Deadline.never
    /// The most that is kept of each output stream, in bytes.
    var limit = 1 << 20
    var onOutput: (@Sendable (GuestOutput) async throws -> Void)?

    /// Refuses what no guest could be told.
    func check() throws {
        guard let program = words.first, !program.isEmpty else {
            throw VMFestError(.invalidArgument, "no command was given")
        }
        let texts = words + [folder ?? ""] + environment.flatMap { [$0.key, $0.value] }
        guard !texts.contains(where: { $0.utf8.contains(0) }) else {
            throw VMFestError(.invalidArgument, "a command can not hold a NUL character")
        }
        for name in environment.keys where name.isEmpty || name.contains("=") {
            throw VMFestError(.invalidArgument, "'\(name)' is no name of an environment variable")
        }
    }
}
