//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import SOAP

struct ConnectionQueueTests {
    /// A queue and a clock.
    private final class Bench {
        var queue: ConnectionQueue
        var now = ContinuousClock.now

        init(calls: Int = 3, waits: Int = 2) {
            queue = ConnectionQueue(calls: calls, waits: waits)
        }

        func lease(_ lane: SOAPClient.Lane = .call) -> ConnectionQueue.Lease? {
            queue.lease(lane, at: now)
        }

        func opened(_ lease: ConnectionQueue.Lease) -> [ConnectionQueue.Grant] {
            queue.opened(lease, at: now)
        }

        func release(_ lease: ConnectionQueue.Lease, reusable: Bool = true) -> [ConnectionQueue.Grant] {
            queue.release(lease, reusable: reusable, at: now)
        }

        /// Opens connections and gives them back.
        func warm(_ count: Int) throws {
            let leases = try (0..<count).map { _ in
                let lease = try #require(self.lease())
                _ = opened(lease)
                return lease
            }
            for lease in leases { _ = release(lease) }
        }
    }

    @Test func oneConnectionIsOpenedAtATimeOverAllLanes() throws {
        let bench = Bench()
        let first = try #require(bench.lease())
        #expect(first.mustOpen)
        #expect(bench.lease() == nil)
        #expect(bench.lease(.wait) == nil)
        #expect(bench.opened(first).isEmpty)
        #expect(bench.lease(.wait)?.mustOpen == true)
    }

    @Test func openingGoesToTheLongestWaitingOfAnyLane() throws {
        let bench = Bench()
        let first = try #require(bench.lease())
        bench.queue.wait(1, for: .wait)
        bench.queue.wait(2, for: .call)
        #expect(bench.opened(first).map(\.ticket) == [1])
    }

    @Test func aFailedOpeningLetsTheNextOneOpen() throws {
        let bench = Bench()
        let first = try #require(bench.lease())
        bench.queue.wait(1, for: .call)
        #expect(bench.release(first, reusable: false).map(\.lease.mustOpen) == [true])
    }

    @Test func theLastUsedConnectionIsUsedFirst() throws {
        let bench = Bench()
        try bench.warm(2)
        let last = try #require(bench.lease())
        let other = try #require(bench.lease())
        #expect(!last.mustOpen && !other.mustOpen && last.place != other.place)
        _ = bench.release(other)
        #expect(bench.lease()?.place == other.place)
    }

    @Test func callsAreServedInTheOrderOfArrival() throws {
        let bench = Bench(calls: 1)
        let first = try #require(bench.lease())
        for ticket in 1...3 { bench.queue.wait(UInt64(ticket), for: .call) }
        bench.queue.withdraw(2)
        let second = try #require(bench.release(first).first)
        #expect(second.ticket == 1)
        #expect(bench.lease() == nil, "nobody overtakes those who wait")
        #expect(bench.release(second.lease).map(\.ticket) == [3])
    }

    @Test func anIdleConnectionIsNotUsedAgain() throws {
        let bench = Bench()
        try bench.warm(2)
        bench.now += ConnectionQueue.idleLimit
        #expect(bench.lease()?.mustOpen == true)
        #expect(bench.lease() == nil, "the others were idle for as long")
    }

    @Test func aConnectionCarriesNoMoreThanItMay() throws {
        let bench = Bench(calls: 1)
        var calls = 0
        var lease = try #require(bench.lease())
        repeat {
            #expect(lease.isLast == (calls == 98), "opening took a request, too")
            calls += 1
            _ = bench.release(lease)
            lease = try #require(bench.lease())
        } while !lease.mustOpen
        #expect(calls == ConnectionQueue.requestLimit - 1)
    }

    @Test func exhaustedWaitsDoNotHoldUpCalls() throws {
        let bench = Bench(calls: 1, waits: 1)
        let wait = try #require(bench.lease(.wait))
        _ = bench.opened(wait)
        bench.queue.wait(1, for: .wait)
        let call = try #require(bench.lease())
        bench.queue.wait(2, for: .call)
        #expect(bench.release(call).map(\.ticket) == [2])
    }
}
