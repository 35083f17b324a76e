//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// Passes a command's output on to a handler, or keeps it up to a limit.
struct OutputCollector {
    /// The most that is kept of each stream, in bytes.
    let limit: Int

    /// Who is given the output instead; nil keeps it.
    let handler: (@Sendable (GuestOutput) async throws -> Void)?

    private(set) var output = Data()
    private(set) var errors = Data()
    private(set) var isCut = false

    init(limit: Int, handler: (@Sendable (GuestOutput) async throws -> Void)?) {
        self.limit = limit
        self.handler = handler
    }

    mutating func take(_ stream: GuestOutput.Stream, _ data: Data) async throws {
        guard !data.isEmpty else { return }
        if let handler { return try await handler(GuestOutput(stream, data)) }
        keep(stream, data)
    }

    /// Keeps what the limit leaves room for.
    mutating func keep(_ stream: GuestOutput.Stream, _ data: Data) {
        let present = stream == .output ? output.count : errors.count
        let kept = data.prefix(max(0, limit - present))
        if kept.count < data.count { isCut = true }
        switch stream {
        case .output: output.append(kept)
        case .errors: errors.append(kept)
        }
    }

    func result(_ ending: ExecutionResult.Ending) -> ExecutionResult {
        ExecutionResult(ending: ending, output: output, errors: errors, isCut: isCut)
    }
}
