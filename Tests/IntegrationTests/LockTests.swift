//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VMFest
import VirtualBox
import VirtualBoxAPI

@Suite("Locks", .virtualBox)
struct LockTests {
    @Test("a lock is taken as soon as it is free, without asking again and again")
    func waiting() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let waiting = WebService(.init(url: fixture.host.url))
            let holder = try await Holder.hold(machine)
            let waiter = Task {
                try await waiting.withVirtualBox { scope in
                    let remote = try await scope.box.findMachine(nameOrId: machine.description)
                    return try await scope.withLock(
                        .write, on: remote, id: machine.description, until: .within(.seconds(60))
                    ) { try await $0.machine().getName() }
                }
            }
            try await eventually { waiting.calls.byOperation["IEventSource_getEvent", default: 0] >= 3 }
            let attempts = waiting.calls.byOperation["IMachine_lockMachine", default: 0]
            #expect(attempts == 2, "once before listening and once after, then it waits for events")
            try await holder.release()
            #expect(try await waiter.value == fixture.name())
        }
    }

    @Test("at its deadline the wait names the holder and what would free the lock")
    func deadline() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let holder = try await Holder.hold(machine)
            let service = WebService(.init(url: fixture.host.url))
            let error = try await #require(throws: VirtualBoxError.self) {
                try await service.withVirtualBox { scope in
                    let remote = try await scope.box.findMachine(nameOrId: machine.description)
                    try await scope.withLock(
                        .write, on: remote, id: machine.description, until: .within(.milliseconds(300))
                    ) { _ in }
                }
            }
            #expect(error.code == .locked)
            #expect(error.message.contains("process \(holder.process)"))
            #expect(error.message.contains("closes the machine or exits"))
            try await holder.release()
        }
    }

    @Test("a lock on a running machine is held by its process, which the error says")
    func runningMachine() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await machine.start()
            let service = WebService(.init(url: fixture.host.url))
            let error = try await #require(throws: VirtualBoxError.self) {
                try await service.withVirtualBox { scope in
                    let remote = try await scope.box.findMachine(nameOrId: machine.description)
                    try await scope.withLock(
                        .write, on: remote, id: machine.description, until: .within(.milliseconds(300))
                    ) { _ in }
                }
            }
            #expect(error.code == .locked)
            #expect(error.message.contains("headless"))
            #expect(error.message.contains("switched off"))
        }
    }

    @Test("a shared lock is had beside the machine's own process")
    func sharedLock() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await machine.start()
            let service = WebService(.init(url: fixture.host.url))
            let state = try await service.withVirtualBox { scope in
                let remote = try await scope.box.findMachine(nameOrId: machine.description)
                return try await scope.withLock(
                    .shared, on: remote, id: machine.description, until: .within(.seconds(10))
                ) { try await $0.console().getState() }
            }
            #expect(state == .running)
        }
    }
}
