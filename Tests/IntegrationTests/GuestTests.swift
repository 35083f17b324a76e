//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VirtualBox

@testable import VMFest

/// One guest is booted for all of this, which takes a minute where machines are interpreted.
@Suite("In a guest", .virtualBox)
struct GuestTests {
    @Test("a guest comes up rung by rung, runs commands, and takes and gives files, with and without SSH")
    func wholeWay() async throws {
        try await RunningGuest.run { guest in
            // Each needs what those before it did.
            try await step("climbs", guest, climbs)
            try await step("endpoints", guest, endpoints)
            try await step("commands", guest, commands)
            try await step("answers", guest, answers)
            try await step("refusals", guest, refusals)
            try await step("cancellation", guest, cancellation)
            try await step("copies", guest, copies)
            try await step("secureShell", guest, secureShell)
            try await step("stopped", guest, stopped)
        }
    }

    private func climbs(_ guest: RunningGuest) async throws {
        let machine = guest.machine
        try await machine.wait(until: .running, within: .seconds(30))
        // NAT takes the connection long before the guest listens.
        await #expect(throws: VMFestError.self) { try await machine.wait(until: .port(80), within: .seconds(3)) }
        try await machine.wait(until: .ssh, within: .patience)
        try await machine.wait(until: .ready, within: .patience)
        try await machine.wait(until: .address, within: .patience)
        try await machine.wait(until: .port(80), within: .patience)
        let error = try await #require(throws: VMFestError.self) {
            try await machine.wait(until: .port(81), within: .seconds(5))
        }
        #expect(error.code == .timeLimit)
        #expect(error.message.contains("'running'"))
        #expect(error.log.contains { $0.contains("guest: ready") }, "\(error)")
        let picture = try Data(contentsOf: URL(filePath: try #require(error.screenshot)))
        #expect(picture.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))
    }

    private func endpoints(_ guest: RunningGuest) async throws {
        let endpoints = try await guest.machine.endpoints()
        let web = try #require(endpoints.first { $0.forward?.guestPort == 80 })
        #expect(web.address == "127.0.0.1")
        #expect(web.forward?.port == guest.webPort)
        #expect(web.isReachable)
        let own = try #require(endpoints.first { $0.forward == nil })
        #expect(own.address == "10.0.2.15")
        #expect(own.source == .guestAdditions)
        #expect(!own.isReachable)
    }

    private func commands(_ guest: RunningGuest) async throws {
        let both = try await guest.shell("echo out; echo err >&2; exit 3")
        #expect(both.outputText == "out\n")
        #expect(both.errorText == "err\n")
        #expect(both.ending == .exited(3))
        #expect(try await guest.shell("kill -9 $$").ending == .signaled(9))

        let bytes = Data((0..<40_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })
        let sum = try await guest.shell("sha256sum", input: .bytes(bytes))
        #expect(sum.outputText == "bb34e9c26e2402d1f56b9b05c69d64cf7c145a9b65db5a23b8260f13754bf00a  -\n")
        #expect(try await guest.shell("cat", input: .bytes(bytes)).output == bytes)

        let surroundings = try await guest.machine.execute(
            ["sh", "-c", #"echo "$A" "$PWD" "$1""#, "x", "two  words"], login: guest.login, via: .additions,
            environment: ["A": "b c"], in: "/etc")
        #expect(surroundings.outputText == "b c /etc two  words\n")
        let cut = try await guest.machine.execute(
            ["head", "-c", "50000", "/dev/zero"], login: guest.login, via: .additions, keeping: 1000)
        #expect(cut.isCut)
        #expect(cut.output == Data(count: 1000))
    }

    /// The Guest Additions forget what waits behind something that fails: of short commands one in fifty got no answer.
    private func answers(_ guest: RunningGuest) async throws {
        let bytes = Data(repeating: 7, count: 40_000)
        try await guest.machine.withGuestControl(guest.login, until: .never) { control in
            for round in 0..<30 {
                let input = round.isMultiple(of: 2) ? GuestInput.none : .bytes(bytes)
                let command = GuestCommand(words: ["/bin/sh", "-c", "cat; echo error >&2; exit 3"], input: input)
                let result = try await control.execute(command)
                #expect(result.output.count == (round.isMultiple(of: 2) ? 0 : bytes.count))
                #expect(result.errorText == "error\n")
                #expect(result.ending == .exited(3))
            }
        }
    }

    private func refusals(_ guest: RunningGuest) async throws {
        let machine = guest.machine
        let missing = try await #require(throws: VMFestError.self) {
            try await machine.execute(["/bin/nosuch"], login: guest.login, via: .additions)
        }
        #expect(missing.code == .noSuchProgram, "\(missing)")
        let sought = try await machine.execute(["nosuch"], login: guest.login, via: .additions)
        #expect(sought.ending == .exited(127) && sought.errorText == "nosuch: not found\n", "\(sought)")
        let wrong = try await #require(throws: VMFestError.self) {
            try await machine.execute(
                ["/bin/true"], login: GuestLogin(user: "root", password: "wrong"), via: .additions)
        }
        #expect(wrong.code == .guestLogonRefused, "\(wrong)")
        #expect(!"\(wrong)".contains("wrong\""))
    }

    private func cancellation(_ guest: RunningGuest) async throws {
        let (started, starts) = AsyncStream<Void>.makeStream()
        let task = Task {
            try await guest.machine.execute(
                ["/bin/sh", "-c", "echo here; exec sleep 4711"], login: guest.login, via: .additions
            ) { _ in starts.yield() }
        }
        for await _ in started { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        let left = try await guest.shell("ps | grep -c '[s]leep 4711'")
        #expect(left.outputText == "0\n")
        let late = try await #require(throws: VMFestError.self) {
            try await guest.machine.execute(
                ["/bin/sleep", "4712"], login: guest.login, via: .additions, within: .seconds(40))
        }
        #expect(late.code == .timeLimit)
        #expect(try await guest.shell("ps | grep -c '[s]leep 4712'").outputText == "0\n")
    }
}
