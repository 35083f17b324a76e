//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// How a command in a guest ended, which is how this program ends, too.
struct GuestEnding: Error, Hashable {
    /// This program's exit code.
    let code: Int32

    /// The exit code that says that no command was run.
    static let notRun = Self(code: 255)

    init(code: Int32) {
        self.code = code
    }

    /// Of a command that a signal ended, what shells say: 128 and the signal's number.
    init(_ result: ExecutionResult) {
        switch result.ending {
        case .exited(let code): self.code = Int32(truncatingIfNeeded: code)
        case .signaled(let number): code = 128 + Int32(truncatingIfNeeded: number ?? 0)
        }
    }

    /// Runs work that ends like a command in a guest; whatever else it throws is told, and means that none was run.
    static func of(_ name: String, _ work: () async throws -> GuestEnding) async throws {
        let ending: GuestEnding
        do {
            ending = try await work()
        } catch let error where !(error is CancellationError) {
            if let text = ErrorMessage.text(of: error.about(name)) { Diagnostics.standard.say(text) }
            throw notRun
        }
        if ending.code != 0 { throw ending }
    }
}
