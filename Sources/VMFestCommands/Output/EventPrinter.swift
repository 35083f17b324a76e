//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// Prints events as they happen, one a line.
struct EventPrinter: Sendable {
    let isJSON: Bool

    /// After how many it ends; nil for never.
    let count: Int?

    /// Prints those events that are wanted, and gaps, until there were enough or the task is cancelled.
    func print(
        of kinds: Set<HostEvent.Kind>, on host: Host, where isWanted: (HostEvent) -> Bool
    ) async throws {
        try await host.withEvents(of: kinds) { events in
            Diagnostics.standard.say("listening")
            var left = count ?? .max
            for try await event in events where event == .gap || isWanted(event) {
                let line = EventLine(event: event, time: Date())
                try StandardOutput.write(isJSON ? line.json() : line.text)
                left -= 1
                if left == 0 { return }
            }
            try Task.checkCancellation()
        }
    }
}
