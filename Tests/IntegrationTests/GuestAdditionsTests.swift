//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VMFest

/// What is told of Guest Additions by machines that have none; a guest that has them is in ``GuestReachTests``.
@Suite("Guest Additions", .virtualBox)
struct GuestAdditionsTests {
    @Test("a machine without them says so, and whoever waits for them learns how far they are")
    func none() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await machine.start()
            let additions = try await machine.guestAdditions()
            #expect(additions.runLevel == .none)
            #expect(!additions.areUp)
            #expect(additions.version == nil)
            #expect(additions.osType == nil)
            let late = try await #require(throws: VMFestError.self) {
                try await machine.waitForGuestAdditions(.system, within: .seconds(2))
            }
            #expect(late.code == .timeLimit)
            #expect(late.message.contains("not installed"), "\(late)")
            let ladder = try await #require(throws: VMFestError.self) {
                try await machine.wait(until: .additions, within: .seconds(2))
            }
            #expect(ladder.code == .timeLimit)
            let nothing = try await #require(throws: VMFestError.self) {
                try await machine.waitForGuestAdditions(.none)
            }
            #expect(nothing.code == .invalidArgument)
        }
    }

    @Test("waiting for them ends with the machine, and leaves it free")
    func stopped() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let off = try await #require(throws: VMFestError.self) { try await machine.guestAdditions() }
            #expect(off.code == .invalidState)
            let early = try await #require(throws: VMFestError.self) { try await machine.waitForGuestAdditions() }
            #expect(early.code == .invalidState)
            try await machine.start()
            let calls = fixture.host.callCount
            let waiting = Task { try await machine.waitForGuestAdditions() }
            try await fixture.calls(reach: calls + 12)
            try await machine.powerOff()
            let stopped = try await #require(throws: VMFestError.self) { try await waiting.value }
            #expect(stopped.code == .invalidState, "\(stopped)")
            try await machine.start()
            let cancelled = Task { try await machine.waitForGuestAdditions() }
            try await fixture.calls(reach: fixture.host.callCount + 12)
            cancelled.cancel()
            await #expect(throws: CancellationError.self) { try await cancelled.value }
            try await machine.destroy()
        }
    }
}
