//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

/// Waits until something is so, for as long as ``Swift/Duration/patience``; fails the test otherwise.
func eventually(_ what: Comment? = nil, _ isSo: () async throws -> Bool) async throws {
    let end = ContinuousClock.now.advanced(by: .patience)
    while try await !isSo() {
        try #require(ContinuousClock.now < end, what ?? "it should have become so")
        try await Task.sleep(for: .milliseconds(5))
    }
}
