//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension ConnectionQueue {
    /// The places of one lane that no call uses.
    struct Places {
        /// Those that hold a connection, the last used last.
        private var warm: [Warm] = []

        /// Those that hold none.
        private var cold: [Int]

        private struct Warm {
            let place: Int
            let requests: Int
            let idleSince: Instant
        }

        init(_ places: Range<Int>) {
            cold = Array(places.reversed())
        }

        /// The connection that was used last, if it may be used again.
        mutating func takeWarm(_ lane: Lane, at now: Instant) -> Lease? {
            guard let last = warm.popLast() else { return nil }
            guard last.idleSince.duration(to: now) < ConnectionQueue.idleLimit else {
                // All others were idle for even longer.
                cold.append(last.place)
                cold += warm.map(\.place)
                warm = []
                return nil
            }
            return Lease(lane: lane, place: last.place, requests: last.requests)
        }

        /// A place where a connection can be opened.
        mutating func takeCold(_ lane: Lane) -> Lease? {
            cold.popLast().map { Lease(lane: lane, place: $0, requests: nil) }
        }

        /// Takes a place back; opening its connection took a request, too.
        mutating func put(_ lease: Lease, reusable: Bool, at now: Instant) {
            if reusable {
                warm.append(Warm(place: lease.place, requests: (lease.requests ?? 1) + 1, idleSince: now))
            } else {
                cold.append(lease.place)
            }
        }
    }
}
