//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension ExitStatus {
    /// Does something with what a name stands for, and prints the name when that is done; a failure is told.
    ///
    /// - Returns: how it went.
    static func of(_ name: String, _ work: () async throws -> Void) async -> Self {
        do {
            try await work()
            try StandardOutput.write(name)
            return .done
        } catch {
            return told(error)
        }
    }

    /// Tells of a failure.
    static func told(_ error: any Error) -> Self {
        if let text = ErrorMessage.text(of: error) { Diagnostics.standard.say(text) }
        return Self(of: error)
    }

    /// Ends a command after all outcomes.
    ///
    /// - Throws: ``Failure`` with the exit code of all together, unless that is ``done``.
    static func end(after outcomes: [Self]) throws {
        let status = Self(ofAll: outcomes)
        guard status == .done else { throw Failure(status) }
    }

    /// Does something with each name, one after the other; a failure does not stop the others.
    ///
    /// - Throws: ``Failure`` with the exit code of all outcomes together.
    static func each(_ names: [String], _ work: (String) async throws -> Void) async throws {
        var outcomes: [Self] = []
        for name in names { outcomes.append(await of(name) { try await work(name) }) }
        try end(after: outcomes)
    }
}
