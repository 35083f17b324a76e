//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VirtualBox
import VirtualBoxAPI

@testable import VMFest

/// A state that the tests bring a machine into, in VBoxManage's words.
enum Reachable: String, CaseIterable, Sendable {
    case off = "poweroff"
    case aborted
    case running
    case paused
    case saved

    var phase: MachinePhase {
        switch self {
        case .off: .off
        case .aborted: .aborted
        case .running: .running
        case .paused: .paused
        case .saved: .saved
        }
    }

    /// Brings a new machine into the state.
    func reach(_ machine: VMFest.Machine, _ service: PrivateService) async throws {
        guard self != .off else { return }
        try await machine.start()
        switch self {
        case .paused: try await machine.pause()
        case .saved: try await machine.save()
        case .aborted:
            try await service.kill("VBoxHeadless")
            try await machine.wait(for: [.aborted])
        case .off, .running: break
        }
    }
}

extension Verb {
    /// Runs the public method.
    ///
    /// The guest has no system, so nobody but a plug puller stops it.
    func run(on machine: VMFest.Machine) async throws {
        switch self {
        case .start: try await machine.start()
        case .pause: try await machine.pause()
        case .resume: try await machine.resume()
        case .stop: try await machine.stop(within: .milliseconds(200), force: true)
        case .powerOff: try await machine.powerOff()
        case .reset: try await machine.reset()
        case .save: try await machine.save()
        case .discard: try await machine.discardState()
        case .destroy: try await machine.destroy()
        }
    }

    /// The state in which the table says that the verb ends; nil for no machine.
    ///
    /// Throws what it refuses with.
    func end(from state: Reachable) throws -> Reachable? {
        var state = state
        var taken: Set<Action> = []
        while true {
            switch step(in: state.phase) {
            case .done, .wait: return state
            case .refuse(let reason): throw VMFestError(.invalidState, reason)
            case .act(let action):
                guard taken.insert(action).inserted else { return state }
                switch action {
                case .remove: return nil
                case .reset: return .running
                case .launch, .resume: state = .running
                case .pause: state = .paused
                case .pressPowerButton, .powerDown, .discardState: state = .off
                case .saveState: state = .saved
                }
            }
        }
    }
}

@Suite("The table of the life cycle", .virtualBox, .serialized)
struct LifeCycleTableTests {
    @Test("every verb does in this state what the table says", arguments: Reachable.allCases)
    func verbs(in state: Reachable) async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                for verb in Verb.allCases {
                    let machine = try await fixture.machine(verb.rawValue)
                    try await state.reach(machine, service)
                    #expect(try await fixture.manage.state(machine.description) == state.rawValue)
                    let expected = Result { try verb.end(from: state) }
                    switch expected {
                    case .success:
                        try await verb.run(on: machine)
                    case .failure(let refusal as VMFestError):
                        let error = try await #require(throws: VMFestError.self) { try await verb.run(on: machine) }
                        #expect(error.code == .invalidState)
                        #expect(error.message == refusal.message)
                    case .failure(let error):
                        throw error
                    }
                    let end = (try? expected.get()) ?? (expected.isSuccess ? nil : state)
                    if let end {
                        try await Self.lockAtOnce(machine, isRunning: end.phase.hasProcess)
                    }
                    let found = try await fixture.manage.state(machine.description)
                    #expect(found == end?.rawValue, "\(verb) of a machine that is \(state)")
                    try await machine.destroy()
                }
            }
        }
    }

    @Test("every verb is idempotent: said again at once, it is so already", arguments: Verb.allCases)
    func again(verb: Verb) async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await machine.start()
            if verb == .resume { try await machine.pause() }
            if verb == .discard { try await machine.save() }
            try await verb.run(on: machine)
            try await verb.run(on: machine)
        }
    }

    @Test("a guest that does not hear the power button runs on, and the time limit says so")
    func deafGuest() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await machine.start()
            let error = try await #require(throws: VMFestError.self) {
                try await machine.stop(within: .seconds(3))
            }
            #expect(error.code == .timeLimit)
            #expect(error.message.contains("power button"))
            #expect(try await fixture.manage.state(machine.description) == "running")
        }
    }

    /// One attempt to lock the machine, as somebody else would, at once after a verb.
    private static func lockAtOnce(_ machine: VMFest.Machine, isRunning: Bool) async throws {
        try await WebService(.init(url: machine.host.url)).withVirtualBox { scope in
            let remote = try await scope.box.findMachine(nameOrId: machine.description)
            let session = try await scope.sessionObject()
            try await remote.lockMachine(session: session, lockType: isRunning ? .shared : .write)
            try await session.unlockMachine()
        }
    }
}

extension Result {
    fileprivate var isSuccess: Bool { if case .success = self { true } else { false } }
}
