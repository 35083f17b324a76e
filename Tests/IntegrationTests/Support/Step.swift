//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

/// Does a part of a test that is one whole, and says which part it was that failed.
func step<Stage>(_ name: String, _ stage: Stage, _ work: (Stage) async throws -> Void) async throws {
    do {
        try await work(stage)
    } catch {
        Issue.record(error, "in \(name)")
        throw error
    }
}
