//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

@Suite("Machines whose process dies", .virtualBox)
struct DyingMachineTests {
    /// Starts a machine, makes its process deaf, begins something, and kills the process in the middle of it.
    private func killedDuring(
        _ verb: @escaping @Sendable (Machine) async throws -> Void,
        then check: @Sendable (Fixture, Machine) async throws -> Void
    ) async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let machine = try await fixture.machine()
                try await machine.start()
                let process = try #require(try await service.processes("VBoxHeadless").first)
                #expect(kill(pid_t(process), SIGSTOP) == 0)
                async let done: Void = verb(machine)
                try await Task.sleep(for: .milliseconds(500))
                try await service.kill("VBoxHeadless")
                try await done
                try await check(fixture, machine)
            }
        }
    }

    @Test("one that dies while it is switched off is off, and can be started again")
    func powerOff() async throws {
        try await killedDuring(
            { try await $0.powerOff() },
            then: { fixture, machine in
                #expect(try await fixture.manage.state(machine.description) == "aborted")
                try await machine.start()
                #expect(try await fixture.manage.state(machine.description) == "running")
            })
    }

    @Test(
        "one that hangs does not switch off, and the error says what helps; destroyed it is gone, and its process has ended"
    )
    func hangs() async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let machine = try await fixture.machine()
                try await machine.start()
                let process = try #require(try await service.processes("VBoxHeadless").first)
                #expect(kill(pid_t(process), SIGSTOP) == 0)
                try await fixture.refuses(.timeLimit) { try await machine.powerOff(within: .seconds(5)) }
                try await machine.destroy(within: .seconds(20))
                #expect(try await fixture.manage.info(machine.description) == nil)
                #expect(try await service.processes("VBoxHeadless").isEmpty)
            }
        }
    }

    @Test("one that dies while it is destroyed is gone")
    func destroy() async throws {
        try await killedDuring(
            { try await $0.destroy() },
            then: { fixture, machine in
                let info = try await fixture.manage.info(machine.description)
                #expect(info == nil)
            })
    }
}
