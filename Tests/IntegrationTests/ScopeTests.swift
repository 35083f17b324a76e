//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VMFest
import VirtualBox
import VirtualBoxAPI

/// How a scope ends.
enum Ending: CaseIterable, Sendable {
    case value
    case error
    case cancellation
    case timeLimit

    struct Failure: Error {}

    /// Runs work that ends in this way; whatever it throws is expected.
    func run(_ work: @escaping @Sendable (_ end: @Sendable () async throws -> Void) async throws -> Void) async {
        switch self {
        case .value: try? await work {}
        case .error: try? await work { throw Failure() }
        case .cancellation:
            let task = Task {
                try await work {
                    withUnsafeCurrentTask { $0?.cancel() }
                    try await Task.sleep(for: .seconds(60))
                }
            }
            _ = await task.result
        case .timeLimit:
            try? await Deadline.within(.seconds(4)).limit {
                try await work { try await Task.sleep(for: .seconds(60)) }
            }
        }
    }
}

@Suite("Nothing of a scope is left on the server", .virtualBox)
struct ScopeTests {
    @Test("references are dead, however the scope ended", arguments: Ending.allCases)
    func references(_ ending: Ending) async throws {
        try await Fixture.run { fixture in
            let service = WebService(.init(url: fixture.host.url))
            let kept = Kept<[String]>()
            await ending.run { end in
                try await service.withVirtualBox { scope in
                    async let host = scope.box.getHost().reference.id
                    async let properties = scope.box.getSystemProperties().reference.id
                    try await kept.keep([scope.box.reference.id, host, properties])
                    try await end()
                }
            }
            let references = try #require(kept.value)
            try await service.withVirtualBox { scope in
                for id in references {
                    let reference = try #require(ManagedReference(id: id, channel: scope.session))
                    await #expect(throws: VirtualBoxError.self) { try await Machine(reference: reference).getName() }
                    let name = try await ManagedObjectRef(reference: reference).getInterfaceName()
                    #expect(name.isEmpty, "\(id) is still a \(name)")
                }
            }
        }
    }

    @Test("locks are given back, however the scope ended", arguments: Ending.allCases)
    func locks(_ ending: Ending) async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let service = WebService(.init(url: fixture.host.url))
            let kept = Kept<SessionState>()
            await ending.run { end in
                try await service.withVirtualBox { scope in
                    let remote = try await scope.box.findMachine(nameOrId: machine.description)
                    try await scope.withLock(.write, on: remote, id: machine.description, until: .never) { _ in
                        try await kept.keep(remote.getSessionState())
                        try await end()
                    }
                }
            }
            #expect(kept.value == .locked)
            #expect(try await sessionState(of: machine, service) == .unlocked)
        }
    }

    @Test("even a lock that nobody remembered is given back", arguments: Ending.allCases)
    func forgottenLocks(_ ending: Ending) async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let service = WebService(.init(url: fixture.host.url))
            let kept = Kept<SessionState>()
            await ending.run { end in
                try await service.withVirtualBox { scope in
                    let remote = try await scope.box.findMachine(nameOrId: machine.description)
                    try await remote.lockMachine(session: scope.sessionObject(), lockType: .write)
                    try await kept.keep(remote.getSessionState())
                    try await end()
                }
            }
            #expect(kept.value == .locked)
            #expect(try await sessionState(of: machine, service) == .unlocked)
        }
    }

    @Test("a start that was cancelled anywhere leaves a machine that can be locked", arguments: 1...12)
    func cancelledStart(_ calls: Int) async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let before = fixture.host.callCount
            let start = Task { try await machine.start() }
            let deadline = Deadline.within(.seconds(30))
            while fixture.host.callCount < before + calls, !deadline.hasPassed { await Task.yield() }
            start.cancel()
            _ = await start.result
            let service = WebService(.init(url: fixture.host.url))
            try await service.withVirtualBox { scope in
                let remote = try await scope.box.findMachine(nameOrId: machine.description)
                try await scope.withLock(.shared, on: remote, id: machine.description, until: .within(.seconds(30))) {
                    _ = try await $0.machine()
                }
            }
            try await machine.destroy()
        }
    }

    @Test("while nobody waits there is no listener, and while many wait there is one")
    func listeners() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let before = fixture.host.calls.byOperation
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<50 {
                    group.addTask { try await machine.wait(for: [.running], within: .seconds(60)) }
                }
                try await eventually { fixture.host.calls.byOperation["IEventSource_registerListener"] != nil }
                try await machine.start()
                try await group.waitForAll()
            }
            let after = fixture.host.calls.byOperation
            func count(_ operation: String) -> Int { after[operation, default: 0] - before[operation, default: 0] }
            #expect(count("IEventSource_registerListener") >= 1)
            #expect(count("IEventSource_unregisterListener") == count("IEventSource_registerListener"))
            #expect(count("IEventSource_registerListener") < 5)
            #expect(count("IWebsessionManager_logoff") == count("IWebsessionManager_logon"))
        }
    }

    private func sessionState(of machine: VMFest.Machine, _ service: WebService) async throws -> SessionState {
        try await service.withVirtualBox { scope in
            try await scope.box.findMachine(nameOrId: machine.description).getSessionState()
        }
    }
}
