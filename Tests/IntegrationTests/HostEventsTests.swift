//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest
import VirtualBox
import VirtualBoxAPI

import enum VMFest.HostEvent
import struct VMFest.Machine

@Suite("What happens on the host, as it happens", .virtualBox)
struct HostEventsTests {
    /// What is told of a machine while something is done, up to an event that ends it.
    private func told(
        of machine: Machine, until last: HostEvent, kinds: Set<HostEvent.Kind> = Set(HostEvent.Kind.allCases),
        during work: () async throws -> Void
    ) async throws -> [HostEvent] {
        try await machine.host.withEvents(of: kinds) { events in
            try await work()
            var told: [HostEvent] = []
            for try await event in events where event.machine == machine {
                told.append(event)
                if event == last { break }
            }
            return told
        }
    }

    @Test("the states, the locks, the settings and the notes of a machine are told, in order, whoever causes them")
    func told() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let end = HostEvent.extraData(machine, key: "end", value: "1")
            let told = try await told(of: machine, until: end) {
                try await fixture.manage("setextradata", machine.description, "key", "one")
                try await fixture.manage("setextradata", machine.description, "key")
                try await machine.start()
                try await fixture.manage("guestproperty", "set", machine.description, "/up", "yes")
                try await machine.powerOff()
                try await fixture.manage("snapshot", machine.description, "take", "s")
                try await machine.setExtraData("end", "1")
            }
            let snapshot = try #require(try await fixture.manage.info(machine.description)?["CurrentSnapshotUUID"])
            var rest = told[...]
            for event: HostEvent in [
                .extraData(machine, key: "key", value: "one"), .extraData(machine, key: "key", value: nil),
                .lock(machine, isLocked: true), .state(machine, .starting), .state(machine, .running),
                .property(machine, name: "/up", value: "yes"), .state(machine, .stopping), .state(machine, .off),
                .snapshotTaken(machine, try #require(UUID(uuidString: snapshot))), end,
            ] {
                let place = try #require(rest.firstIndex(of: event), "\(event) in \(told)")
                rest = rest[place...].dropFirst()
            }
            #expect(told.contains(.settings(machine)))
            #expect(!told.contains(.gap))
        }
    }

    @Test("only the kinds that were asked for are told")
    func kinds() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let told = try await told(of: machine, until: .state(machine, .off), kinds: [.state]) {
                try await machine.setExtraData("key", "one")
                try await machine.start()
                try await machine.powerOff()
            }
            #expect(told == [.starting, .running, .stopping, .off].map { .state(machine, $0) })
        }
    }

    @Test("a new machine and its disk are told when they come and when they go")
    func registered() async throws {
        try await Fixture.run { fixture in
            let path = try await fixture.emptyImage()
            try await fixture.host.withEvents { events in
                let machine = try await fixture.machine("vm", .withDisk(path))
                try await machine.destroy()
                var told: Set<HostEvent.Kind> = []
                for try await event in events {
                    if event.machine == machine { told.insert(event.kind) }
                    if case .mediumRegistered(_, .disk) = event { told.insert(.mediumRegistered) }
                    if event == .unregistered(machine) { break }
                }
                #expect(told.isSuperset(of: [.registered, .unregistered, .mediumRegistered]))
            }
        }
    }

    @Test("when the service was gone for a while, a gap stands for what was missed, and reading goes on")
    func gap() async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let machine = try await fixture.machine()
                try await fixture.host.withEvents(of: [.extraData]) { events in
                    try await service.kill("vboxwebsrv")
                    try await service.up()
                    var told = events.makeAsyncIterator()
                    #expect(try await told.next() == .gap)
                    try await machine.setExtraData("after", "1")
                    #expect(try await told.next() == .extraData(machine, key: "after", value: "1"))
                }
            }
        }
    }

    @Test("a reader that is too slow is told of a gap in place of what was dropped, and then goes on")
    func slow() async throws {
        try await Fixture.run { fixture in
            let service = WebService(.init(url: fixture.host.url))
            let key = "\(fixture.prefix)/many"
            let told = try await service.withEvents(EventReader.all, limit: 4) { events in
                for count in 1...64 { try await fixture.host.setExtraData(key, "\(count)") }
                try await eventually { service.calls.byOperation["IEventSource_eventProcessed", default: 0] >= 64 }
                var told: [ServiceEvent] = []
                for try await event in events {
                    told.append(event)
                    if told.count == 4 { try await fixture.host.setExtraData(key, "last") }
                    if event == .extraData(machine: nil, key: key, value: "last") { break }
                }
                return told
            }
            #expect(told.firstIndex(of: .missed) == 4)
            try await fixture.host.setExtraData(key, nil)
        }
    }

    @Test("a reader that is cancelled leaves nothing on the service")
    func cancelled() async throws {
        try await Fixture.run { fixture in
            let host = fixture.host
            let reading = Task {
                try await host.withEvents { events in
                    for try await _ in events {}
                    try Task.checkCancellation()
                }
            }
            try await eventually { host.calls.byOperation["IEventSource_getEvent", default: 0] > 0 }
            reading.cancel()
            await #expect(throws: CancellationError.self) { try await reading.value }
            let calls = host.calls.byOperation
            #expect(calls["IEventSource_unregisterListener"] == 1)
            #expect(calls["IWebsessionManager_logoff"] == calls["IWebsessionManager_logon"])
        }
    }

    @Test("events end with an error where the host can not be asked")
    func unreachable() async throws {
        let error = try await #require(throws: VMFestError.self) {
            try await VMFest.Host(url: "http://127.0.0.1:9").withEvents { _ in }
        }
        #expect(error.code == .unreachable)
    }
}
