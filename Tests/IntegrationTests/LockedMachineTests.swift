//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VirtualBox

@testable import VMFest

@Suite("Machines that somebody else has locked", .virtualBox)
struct LockedMachineTests {
    @Test("a verb waits for the lock and goes on as soon as it is free", arguments: [Verb.start, .destroy])
    func waits(verb: Verb) async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let holder = try await Holder.hold(machine)
            let before = machine.host.calls.byOperation["IEventSource_getEvent", default: 0]
            let finished = Kept<Bool>()
            let task = Task {
                defer { finished.keep(true) }
                try await verb.run(on: machine)
            }
            while machine.host.calls.byOperation["IEventSource_getEvent", default: 0] < before + 2 {
                try #require(finished.value == nil, "it should wait")
                await Task.yield()
            }
            try await holder.release()
            try await task.value
            let state = try await fixture.manage.state(machine.description)
            #expect(state == (verb == .start ? "running" : nil))
        }
    }

    @Test("at its time limit the verb fails and names the holder", arguments: [Verb.start, .destroy])
    func timeLimit(verb: Verb) async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let holder = try await Holder.hold(machine)
            let error = try await #require(throws: VMFestError.self) {
                switch verb {
                case .start: try await machine.start(within: .seconds(3))
                default: try await machine.destroy(within: .seconds(3))
                }
            }
            #expect(error.code == .locked)
            #expect(error.message.contains("process \(holder.process)"))
            #expect(try await fixture.manage.state(machine.description) == "poweroff")
            try await holder.release()
            try await machine.start()
        }
    }

    @Test(
        "a machine that somebody locks as soon as it is off has been switched off, and saved",
        arguments: [Verb.powerOff, .save])
    func lockedAtTheEnd(verb: Verb) async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await machine.start()
            async let holder = Holder.hold(machine)
            try await verb.run(on: machine)
            #expect(try await machine.state() == (verb == .save ? .saved : .off))
            try await holder.release()
        }
    }

    @Test(
        "of several who wait for the lock to start a machine all succeed, and who waits to remove it then switches it off",
        arguments: [[Verb.start, .start, .start], [.start, .destroy, .start, .destroy]])
    func together(verbs: [Verb]) async throws {
        try await Fixture.run { fixture in
            for round in 0..<3 {
                let machine = try await fixture.machine("\(round)")
                let holder = try await Holder.hold(machine)
                let count = { machine.host.calls.byOperation["IMachine_launchVMProcess", default: 0] }
                let before = count()
                let errors: [(Verb, any Error)] = try await withThrowingTaskGroup(
                    of: (Verb, (any Error)?).self
                ) { group in
                    for verb in verbs {
                        group.addTask {
                            do { try await verb.run(on: machine) } catch { return (verb, error) }
                            return (verb, nil)
                        }
                    }
                    let starts = verbs.count { $0 == .start }
                    try await eventually { count() >= before + 2 * starts }
                    try await holder.release()
                    return try await group.reduce(into: []) { errors, end in
                        if let error = end.1 { errors.append((end.0, error)) }
                    }
                }
                for (verb, error) in errors {
                    #expect(verb == .start && (error as? VMFestError)?.code == .noSuchMachine, "\(verb): \(error)")
                }
                let isDestroyed = verbs.contains(.destroy)
                #expect(errors.isEmpty || isDestroyed)
                #expect(try await fixture.manage.state(machine.description) == (isDestroyed ? nil : "running"))
                if !isDestroyed { try await machine.powerOff() }
            }
        }
    }

    @Test(
        "a snapshot is taken and removed, and a tag is set, when nobody else has the lock, not beside one that may end any moment"
    )
    func snapshots() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await machine.takeSnapshot("before")
            let holder = try await Holder.hold(machine)
            try await fixture.refuses(.locked, "process \(holder.process)") {
                try await machine.takeSnapshot("one", within: .seconds(1))
            }
            try await fixture.refuses(.locked, "process \(holder.process)") {
                try await machine.removeSnapshot("before", within: .seconds(1))
            }
            // Written beside a snapshot that is just being taken it can crash VirtualBox's own server process.
            try await fixture.refuses(.locked, "process \(holder.process)") {
                try await machine.tag(["role": "db"], within: .seconds(1))
            }
            try await holder.release()
            #expect(try await machine.snapshots().map(\.name) == ["before"])
        }
    }

    @Test("verbs that need no lock do not wait for it")
    func needless() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let holder = try await Holder.hold(machine)
            try await machine.powerOff()
            try await machine.stop()
            for verb in [Verb.pause, .resume, .reset, .save] {
                let error = try await #require(throws: VMFestError.self) { try await verb.run(on: machine) }
                #expect(error.code == .invalidState)
            }
            try await holder.release()
        }
    }

    @Test("a verb that waits for a lock is cancelled at once, and the machine is as it was")
    func cancelled() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let holder = try await Holder.hold(machine)
            let before = machine.host.calls.byOperation["IEventSource_getEvent", default: 0]
            let task = Task { try await machine.start() }
            while machine.host.calls.byOperation["IEventSource_getEvent", default: 0] < before + 2 {
                await Task.yield()
            }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            try await holder.release()
            #expect(try await fixture.manage.state(machine.description) == "poweroff")
            try await machine.start()
        }
    }
}
