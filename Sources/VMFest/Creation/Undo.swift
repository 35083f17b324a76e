//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

/// What has been done so far and how to undo it, last first.
///
/// Undoing happens in a session of its own: the one in which it was done may be what broke.
struct Undo: Sendable {
    typealias Step = @Sendable (HostScope) async throws -> Void

    private var steps: [(what: String, step: Step)] = []

    /// Notes how to undo what is done next.
    ///
    /// The step is taken as well when it was not done, or only in part.
    mutating func add(_ what: String, _ step: @escaping Step) {
        steps.append((what, step))
    }

    /// Undoes everything, even in a cancelled task, and says what could not be undone.
    func run(on service: WebService) async -> [String] {
        let steps = steps
        return await uncancelled {
            var failures: [String] = []
            for (what, step) in steps.reversed() {
                do {
                    try await service.withVirtualBox(repeatable: true, step)
                } catch {
                    failures.append("\(what): \(error)")
                }
            }
            return failures
        }
    }
}
