//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

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
}
