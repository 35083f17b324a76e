//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Synchronization
import Testing

@testable import VMFest

struct TurnstileTests {
    @Test("Those who share have the turn together, and one who does not waits for them and keeps others out")
    func shared() async throws {
        let turnstile = Turnstile()
        let log = Mutex<[String]>([])
        let (ready, isReady) = AsyncStream<Void>.makeStream()
        let (go, goes) = AsyncStream<Void>.makeStream()
        let note: @Sendable (String) -> Void = { entry in log.withLock { $0.append(entry) } }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    try await turnstile.withTurn("m", shared: true) {
                        isReady.yield()
                        for await _ in go {}
                        note("shared")
                    }
                }
            }
            var arrived = 0
            for await _ in ready {
                arrived += 1
                if arrived == 2 { break }
            }
            group.addTask { try await turnstile.withTurn("m") { note("alone") } }
            try await Task.sleep(for: .milliseconds(50))
            group.addTask { try await turnstile.withTurn("m", shared: true) { note("late") } }
            try await Task.sleep(for: .milliseconds(50))
            #expect(log.withLock { $0 }.isEmpty)
            goes.finish()
            try await group.waitForAll()
        }
        #expect(log.withLock { $0 } == ["shared", "shared", "alone", "late"])
    }

    @Test("Those who share go on when one that they waited behind is cancelled")
    func cancelled() async throws {
        let turnstile = Turnstile()
        let (go, goes) = AsyncStream<Void>.makeStream()
        let holder = Task { try await turnstile.withTurn("m", shared: true) { for await _ in go {} } }
        try await Task.sleep(for: .milliseconds(50))
        let alone = Task { try await turnstile.withTurn("m") {} }
        try await Task.sleep(for: .milliseconds(50))
        let late = Task { try await turnstile.withTurn("m", shared: true) {} }
        try await Task.sleep(for: .milliseconds(50))
        alone.cancel()
        await #expect(throws: CancellationError.self) { try await alone.value }
        try await late.value
        goes.finish()
        try await holder.value
    }
}
