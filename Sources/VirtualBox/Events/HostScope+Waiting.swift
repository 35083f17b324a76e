//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

extension HostScope {
    /// Waits until a question has an answer, asking at once and again whenever something happened to the machine.
    ///
    /// - Parameters:
    ///   - machine: the UUID of the machine whose events matter.
    ///   - ask: gives nil for "not yet".
    /// - Throws: ``DeadlinePassed``, or what asking throws.
    package func wait<Answer: Sendable>(
        on machine: String,
        until deadline: Deadline,
        _ ask: @escaping @Sendable () async throws -> Answer?
    ) async throws -> Answer {
        if let answer = try await ask() { return answer }
        let service = service
        return try await deadline.limit {
            try await service.events.withEvents(of: service) { events in
                if let answer = try await ask() { return answer }
                for await event in events where event.machine == nil || event.machine == machine {
                    if let answer = try await ask() { return answer }
                }
                throw CancellationError()
            }
        }
    }

    /// Waits until a machine's lock is free after work that gives it back a moment later than it ends.
    ///
    /// That it is not free after so long is no failure: somebody else may have it by then.
    ///
    /// - Parameter isFree: whether a machine whose lock is in such a state is free.
    package func giveTime(
        _ limit: Duration,
        toFree machine: Machine,
        id: String,
        until deadline: Deadline,
        _ isFree: @escaping @Sendable (SessionState) -> Bool = { $0 == .unlocked }
    ) async throws {
        do {
            try await wait(on: id, until: deadline.orWithin(limit)) {
                try await isFree(machine.getSessionState()) ? () : nil
            }
        } catch is DeadlinePassed {
            return
        }
    }
}
