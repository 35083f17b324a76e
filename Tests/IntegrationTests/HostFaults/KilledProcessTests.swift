//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

/// ``DyingMachineTests`` has the verbs that end a machine's process, ``StartFailureTests`` the start.
@Suite("A machine's process that is killed", .virtualBox)
struct KilledProcessTests {
    @Test("who waits for the machine sees at once that it is aborted, and a start begins anew")
    func waiting() async throws {
        try await run { fixture, service, machine in
            async let state = machine.wait(for: [.aborted], within: .patience)
            async let stopping: Void = machine.stop(within: .patience)
            try await fixture.calls(reach: fixture.host.callCount + 12)
            try await service.kill("VBoxHeadless")
            let reached = try await state
            #expect(reached == .aborted)
            // It is off, which is what was asked for.
            try await stopping
            #expect(try await fixture.manage.state(machine.description) == "aborted")
            #expect(try await machine.lockHolder() == nil)
            try await fixture.refuses(.invalidState, "does not run") { try await machine.pause() }
            try await machine.start()
            #expect(try await fixture.manage.state(machine.description) == "running")
        }
    }

    @Test(
        "in the middle of a save or a snapshot: the error says so, nothing half-made stays, and both can be done later",
        arguments: ["save", "snapshot"])
    func saving(_ verb: String) async throws {
        try await run { fixture, service, machine in
            let process = try #require(try await service.processes("VBoxHeadless").first)
            let disks = try await fixture.ownMedia()
            // It does not get to its end.
            #expect(kill(pid_t(process), SIGSTOP) == 0)
            async let done: Void = Self.perform(verb, on: machine)
            try await Task.sleep(for: .seconds(1))
            try await service.kill("VBoxHeadless")
            var hasSucceeded = false
            do {
                try await done
                hasSucceeded = true
            } catch let error as VMFestError {
                #expect(!error.code.isAboutTheHost, "\(error)")
            }
            // Of a machine that is aborted a snapshot can be taken, and is whole; a state to save it has none.
            #expect(!hasSucceeded || verb == "snapshot")
            try await machine.wait(for: [.aborted], within: .patience)
            let snapshots = try await machine.snapshots()
            #expect(snapshots.map(\.isLive) == (hasSucceeded ? [false] : []))
            for snapshot in snapshots { try await machine.removeSnapshot(snapshot) }
            #expect(try await fixture.ownMedia().count == disks.count)
            let folder = URL(filePath: try await machine.info().settingsFile).deletingLastPathComponent()
            #expect(try fixture.savedStates(below: folder) == [])
            try await machine.start()
            try await Self.perform(verb, on: machine)
            #expect(try await fixture.manage.state(machine.description) == (verb == "save" ? "saved" : "running"))
            try await machine.destroy()
            #expect(!FileManager.default.fileExists(atPath: folder.path))
        }
    }

    private static func perform(_ verb: String, on machine: Machine) async throws {
        if verb == "save" { try await machine.save() } else { try await machine.takeSnapshot("first") }
    }

    /// Lends a running machine with a disk.
    private func run(_ test: @escaping @Sendable (Fixture, PrivateService, Machine) async throws -> Void) async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let machine = try await fixture.machine("vm", .small, image: .file(fixture.emptyImage()))
                try await machine.start()
                try await test(fixture, service, machine)
            }
        }
    }
}
