//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Which call uses which connection, and when the next connection may be opened.
///
/// It does nothing but decide. Connections are numbered places, each of which holds at most one open connection:
///
/// - One call at a time uses a connection. The one that was used last is used next, so that few are kept open.
/// - A place is *cold* when it holds no connection, or one that must not be used again: after a failure, after
///   ``requestLimit`` requests, and when it was idle for ``idleLimit``.
/// - At most one connection is being opened at any time, over all lanes: VirtualBox's service leaves some of several
///   that are opened at once without a thread, until another connection is closed.
/// - Who has to wait is served in the order of arrival.
struct ConnectionQueue {
    typealias Instant = ContinuousClock.Instant
    typealias Lane = SOAPClient.Lane
    typealias Ticket = UInt64

    /// The most requests that a connection carries; VirtualBox's service closes it after as many.
    static let requestLimit = 100

    /// How long a connection may be idle; VirtualBox's service closes it, without a word, after 60 s.
    static let idleLimit: Duration = .seconds(25)

    /// The right to use a connection for one call.
    struct Lease: Sendable, Hashable {
        let lane: Lane
        let place: Int
        /// How many requests the connection has carried; nil if there is none, so that one must be opened first.
        let requests: Int?

        var mustOpen: Bool { requests == nil }

        /// Whether the connection must be closed after this call.
        var isLast: Bool { (requests ?? 1) + 1 >= ConnectionQueue.requestLimit }
    }

    /// A call whose turn has come.
    struct Grant: Hashable {
        let ticket: Ticket
        let lease: Lease
    }

    /// How many places there are, numbered from 0.
    let count: Int

    private var calls: Places
    private var waits: Places
    private var waiting: [(ticket: Ticket, lane: Lane)] = []
    private var opener: Lease?

    /// A queue for so many connections in each lane, all of them cold; at least one each.
    init(calls: Int, waits: Int) {
        let firstWait = max(1, calls)
        count = firstWait + max(1, waits)
        self.calls = Places(0..<firstWait)
        self.waits = Places(firstWait..<count)
    }

    /// A connection for a call, or nil where it has to wait.
    mutating func lease(_ lane: Lane, at now: Instant) -> Lease? {
        waiting.contains { $0.lane == lane } ? nil : take(lane, at: now)
    }

    /// Puts a call at the end of the queue.
    mutating func wait(_ ticket: Ticket, for lane: Lane) {
        waiting.append((ticket, lane))
    }

    /// Takes a call out of the queue.
    mutating func withdraw(_ ticket: Ticket) {
        waiting.removeAll { $0.ticket == ticket }
    }

    /// Notes that the lease's connection is open and has answered, and says whose turn it is now.
    mutating func opened(_ lease: Lease, at now: Instant) -> [Grant] {
        if opener == lease { opener = nil }
        return grants(at: now)
    }

    /// Takes a connection back, and says whose turn it is now.
    mutating func release(_ lease: Lease, reusable: Bool, at now: Instant) -> [Grant] {
        if opener == lease { opener = nil }
        self[lease.lane].put(lease, reusable: reusable && !lease.isLast, at: now)
        return grants(at: now)
    }

    private mutating func grants(at now: Instant) -> [Grant] {
        var grants: [Grant] = []
        var stillWaiting: [(ticket: Ticket, lane: Lane)] = []
        var exhausted: Set<Lane> = []
        for (ticket, lane) in waiting {
            if !exhausted.contains(lane), let lease = take(lane, at: now) {
                grants.append(Grant(ticket: ticket, lease: lease))
            } else {
                exhausted.insert(lane)
                stillWaiting.append((ticket, lane))
            }
        }
        waiting = stillWaiting
        return grants
    }

    private mutating func take(_ lane: Lane, at now: Instant) -> Lease? {
        if let warm = self[lane].takeWarm(lane, at: now) { return warm }
        guard opener == nil, let cold = self[lane].takeCold(lane) else { return nil }
        opener = cold
        return cold
    }

    private subscript(lane: Lane) -> Places {
        get { lane == .call ? calls : waits }
        set {
            switch lane {
            case .call: calls = newValue
            case .wait: waits = newValue
            }
        }
    }
}
