//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("Work between a snapshot and its restore", .virtualBox)
struct WithSnapshotTests {
    private struct Failure: Error {}

    private func expectNoTrace(of machine: Machine, _ fixture: Fixture, state: String) async throws {
        let info = try #require(try await fixture.manage.info(machine.description))
        #expect(info["VMState"] == state)
        #expect(info["SnapshotName"] == nil)
        let folder = URL(filePath: try await machine.info().settingsFile).deletingLastPathComponent()
        let files =
            (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "Snapshots").path)) ?? []
        #expect(files.filter { $0.hasSuffix(".vdi") } == [])
    }

    @Test("the machine is afterwards what it was before", arguments: ["off", "running", "paused", "saved"])
    func states(state: String) async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            if state != "off" { try await machine.start() }
            if state == "paused" { try await machine.pause() }
            if state == "saved" { try await machine.save() }
            let memory = try await machine.withSnapshot {
                if state != "saved" { try await machine.powerOff() } else { try await machine.discardState() }
                try await fixture.manage("modifyvm", machine.description, "--memory", "48")
                return try await machine.info().memory
            }
            #expect(memory == .mebibytes(48))
            try await expectNoTrace(of: machine, fixture, state: state == "off" ? "poweroff" : state)
            #expect(try await fixture.manage.info(machine.description)?["memory"] == "32")
        }
    }

    @Test("so it is when the work throws, and the error is the work's")
    func throwing() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            await #expect(throws: Failure.self) {
                try await machine.withSnapshot {
                    try await machine.start()
                    throw Failure()
                }
            }
            try await expectNoTrace(of: machine, fixture, state: "poweroff")
        }
    }

    @Test("so it is when the task is cancelled, while the snapshot is taken or later", arguments: [3, 9, 14, 60])
    func cancelled(moment: Int) async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let start = fixture.host.callCount
            let work = Task {
                try await machine.withSnapshot {
                    while true { _ = try await machine.state() }
                }
            }
            try await fixture.calls(reach: start + moment)
            work.cancel()
            await #expect(throws: (any Error).self) { try await work.value }
            try await expectNoTrace(of: machine, fixture, state: "poweroff")
        }
    }
}
