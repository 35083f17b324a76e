//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

/// A clock that jumps, as seen through a proxy that changes what the host says of its own.
///
/// That is the only clock that anything is judged by, so a host whose clock is wrong and a client whose clock is wrong look
/// alike here: they differ.
@Suite("Clocks that jump", .virtualBox)
struct ClockTests {
    private static let years = Duration.seconds(10 * 366 * 86_400)

    /// Lends a host, the proxy that it is reached through, and a fixture on both.
    private func run(_ test: @escaping @Sendable (Fixture, FaultProxy) async throws -> Void) async throws {
        try await PrivateService.run { service in
            try await FaultProxy.run(to: service.url) { proxy in
                try await Fixture.run(on: proxy.url, manage: service.manage) { try await test($0, proxy) }
            }
        }
    }

    @Test("a running machine with a lifetime stays, however far the clock jumps ahead, and so does what has none")
    func ahead() async throws {
        try await run { fixture, proxy in
            let spec = MachineSpec.small
            let labels = MachineLabels(lifetime: .seconds(3_600))
            let running = try await fixture.host.create(fixture.name("running"), spec, labels: labels)
            _ = try await fixture.machine("endless")
            let idle = try await fixture.host.create(fixture.name("idle"), spec, labels: labels)
            try await running.start()
            #expect(try await fixture.host.leftovers() == [])
            proxy.shiftClock(by: Self.years)
            // Of one that does not run nothing tells that its time is not over.
            #expect(try await fixture.host.leftovers().map(\.name) == [fixture.name("idle")])
            proxy.shiftClock(by: .zero)
            #expect(try await fixture.host.leftovers() == [])
            #expect(try await fixture.manage.state(running.description) == "running")
            try await idle.start()
        }
    }

    @Test("a lifetime that is over is over for a running machine as well, by the time that it has run")
    func over() async throws {
        try await run { fixture, _ in
            let labels = MachineLabels(lifetime: .seconds(1))
            let machine = try await fixture.host.create(fixture.name("vm"), .small, labels: labels)
            try await machine.start()
            try await eventually { try await fixture.host.leftovers().map(\.name) == [fixture.name("vm")] }
            let failures = try await fixture.host.remove(fixture.host.leftovers())
            #expect(failures.isEmpty)
            #expect(try await fixture.manage.info(machine.description) == nil)
        }
    }

    @Test("a clock that is set back, by years, ends nothing early and stops nothing")
    func back() async throws {
        try await run { fixture, proxy in
            let labels = MachineLabels(lifetime: .seconds(3_600))
            let machine = try await fixture.host.create(fixture.name("vm"), .small, labels: labels)
            try await machine.start()
            proxy.shiftClock(by: .zero - Self.years)
            #expect(try await fixture.host.leftovers() == [])
            let other = try await fixture.host.create(fixture.name("other"), .small, labels: labels)
            let info = try await other.info()
            let created = try #require(info.created)
            #expect(created < Date(timeIntervalSinceNow: -86_400), "it is the host's clock that counts")
            #expect(try #require(info.expires) == created.addingTimeInterval(3_600))
            #expect(try await fixture.host.leftovers() == [])
            try await machine.powerOff()
            try await machine.start()
        }
    }

    @Test("what is under way is under way, whichever way the clock jumps meanwhile", arguments: [-1, 1])
    func underWay(_ direction: Int) async throws {
        try await run { fixture, proxy in
            let machine = try await fixture.machine()
            let (leftovers, health) = try await machine.withSnapshot {
                proxy.shiftClock(by: Self.years * direction)
                return (try await fixture.host.leftovers(), try await fixture.host.health())
            }
            #expect(leftovers == [])
            #expect(health.abandonedSnapshots == [])
            #expect(try await machine.snapshots() == [])
            #expect(try await fixture.host.leftovers() == [])
        }
    }
}
