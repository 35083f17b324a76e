//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// Both output streams of a program as they come, at the same time, to be passed on one after the other.
actor StreamPair {
    private var collector: OutputCollector
    private let handler: (@Sendable (GuestOutput) async throws -> Void)?
    /// The end of what was written to the error stream, for the program's own complaint.
    private(set) var lastErrors = Data()

    init(limit: Int, handler: (@Sendable (GuestOutput) async throws -> Void)?) {
        collector = OutputCollector(limit: limit, handler: nil)
        self.handler = handler
    }

    func take(_ stream: GuestOutput.Stream, _ data: Data) async throws {
        guard !data.isEmpty else { return }
        if stream == .errors { lastErrors = Data((lastErrors + data).suffix(4096)) }
        if let handler {
            try await handler(GuestOutput(stream, data))
        } else {
            collector.keep(stream, data)
        }
    }

    func result(_ ending: ExecutionResult.Ending) -> ExecutionResult { collector.result(ending) }
}
