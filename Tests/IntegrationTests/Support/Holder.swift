//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest
import VirtualBox
import VirtualBoxAPI

/// Somebody else who holds a machine's lock until told to give it back.
struct Holder: Sendable {
    /// The process that VirtualBox says holds the lock.
    let process: UInt32

    private let task: Task<Void, any Error>
    private let end: AsyncStream<Void>.Continuation

    /// Takes the lock in a session of its own; returns when it has it.
    static func hold(_ machine: VMFest.Machine) async throws -> Holder {
        let (ends, end) = AsyncStream<Void>.makeStream()
        let (held, holds) = AsyncThrowingStream<UInt32, any Error>.makeStream()
        let service = WebService(.init(url: machine.host.url))
        let task = Task {
            do {
                try await service.withVirtualBox { scope in
                    let remote = try await scope.box.findMachine(nameOrId: machine.description)
                    try await scope.withLock(.write, on: remote, id: machine.description, until: .never) { _ in
                        holds.yield(try await remote.getSessionPID())
                        for await _ in ends {}
                    }
                }
            } catch {
                holds.finish(throwing: error)
                throw error
            }
        }
        var process: UInt32 = 0
        for try await id in held {
            process = id
            break
        }
        return Holder(process: process, task: task, end: end)
    }

    /// Gives the lock back; returns when it is free.
    func release() async throws {
        end.finish()
        try await task.value
    }
}
