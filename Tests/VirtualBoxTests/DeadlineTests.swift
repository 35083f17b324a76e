//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Synchronization
import Testing
import VirtualBox

struct DeadlineTests {
    private struct Failure: Error {}

    private static let far = Deadline.within(.seconds(3_600))

    @Test("Work that ends in time gives its value", arguments: [Deadline.never, far])
    func value(deadline: Deadline) async throws {
        #expect(try await deadline.limit { 7 } == 7)
    }

    @Test("Work that fails in time gives its error", arguments: [Deadline.never, far])
    func error(deadline: Deadline) async {
        await #expect(throws: Failure.self) { try await deadline.limit { throw Failure() } }
    }

    @Test("A passed deadline cancels the work and waits until it has cleaned up")
    func passed() async {
        let hasCleanedUp = Mutex(false)
        await #expect(throws: DeadlinePassed.self) {
            try await Deadline(.now).limit {
                do {
                    try await Task.sleep(for: .seconds(3_600))
                } catch {
                    for _ in 0..<100 { await Task.yield() }
                    hasCleanedUp.withLock { $0 = true }
                    throw error
                }
            }
        }
        #expect(hasCleanedUp.withLock { $0 })
    }

    @Test("What the work reached in the last moment counts")
    func lastMoment() async throws {
        let value = try await Deadline(.now).limit {
            while !Task.isCancelled { await Task.yield() }
            return 7
        }
        #expect(value == 7)
    }

    @Test("How the work failed after the deadline is told")
    func failedAfterwards() async {
        await #expect(throws: Failure.self) {
            try await Deadline(.now).limit {
                while !Task.isCancelled { await Task.yield() }
                throw Failure()
            }
        }
    }

    @Test("A cancelled task cancels the work, and that is no deadline", arguments: [Deadline.never, far])
    func cancelled(deadline: Deadline) async {
        let task = Task { try await deadline.limit { try await Task.sleep(for: .seconds(3_600)) } }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("A deadline has passed from its moment on")
    func hasPassed() {
        #expect(Deadline(.now).hasPassed)
        #expect(Deadline.within(.zero).hasPassed)
        #expect(!Self.far.hasPassed)
        #expect(!Deadline.never.hasPassed)
        #expect(Deadline.within(nil) == .never)
    }

    @Test("The time left is between zero and what is asked for")
    func remaining() {
        #expect(Deadline.never.remaining(atMost: .seconds(5)) == .seconds(5))
        #expect(Self.far.remaining(atMost: .seconds(5)) == .seconds(5))
        #expect(Deadline(.now - .seconds(1)).remaining(atMost: .seconds(5)) == .zero)
    }

    @Test("Of two deadlines the earlier one holds")
    func earlier() throws {
        let soon = Deadline.within(.seconds(60))
        #expect(soon.orWithin(.seconds(3_600)) == soon)
        #expect(try #require(Self.far.orWithin(.seconds(60)).instant) < #require(Self.far.instant))
        #expect(Deadline.never.orWithin(.seconds(60)).instant != nil)
    }
}
