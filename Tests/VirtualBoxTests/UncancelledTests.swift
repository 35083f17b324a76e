//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VirtualBox

struct UncancelledTests {
    private struct Failure: Error {}

    @Test("Work finishes although the task is cancelled")
    func finishes() async {
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await uncancelled {
                for _ in 0..<10 { await Task.yield() }
                return Task.isCancelled ? "cancelled" : "finished"
            }
        }
        task.cancel()
        #expect(await task.value == "finished")
    }

    @Test("The work's failure is told")
    func fails() async {
        await #expect(throws: Failure.self) { try await uncancelled { throw Failure() } }
    }

    @Test("The task stays cancelled afterwards")
    func stays() async {
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            await uncancelled {}
            return Task.isCancelled
        }
        task.cancel()
        #expect(await task.value)
    }
}
