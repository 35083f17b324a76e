//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import SOAP

struct DeadlineTests {
    @Test func workInTimeGivesItsValue() async throws {
        #expect(try await withDeadline(.now + .seconds(600)) { 42 } == 42)
    }

    @Test func lateWorkIsCancelled() async throws {
        let value = try await withDeadline(.now) {
            try await Task.sleep(for: .seconds(600))
            return 42
        }
        #expect(value == nil)
    }

    @Test func workThatEndsWellAfterAllCounts() async throws {
        let value = try await withDeadline(.now) {
            try? await Task.sleep(for: .seconds(600))
            return 42
        }
        #expect(value == 42)
    }

    @Test func errorsArePassedOn() async {
        struct Failure: Error {}
        await #expect(throws: Failure.self) {
            _ = try await withDeadline(.now + .seconds(600)) { throw Failure() }
        }
    }

    @Test func cancellationIsPassedOn() async {
        let task = Task {
            try await withDeadline(.now + .seconds(600)) { try await Task.sleep(for: .seconds(600)) }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
    }
}
