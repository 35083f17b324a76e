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
        let notes = try await fixture.manage("getextradata", "global", "enumerate")
        #expect(!notes.contains("\"machine\":\"\(machine)\""))
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

    @Test("the work may do such work itself, one after the other and not at once")
    func nested() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            func memory() async throws -> DataSize { try await machine.info().memory }
            func change(_ memory: Int) async throws {
                try await fixture.manage("modifyvm", machine.description, "--memory", "\(memory)")
            }
            try await machine.withSnapshot {
                try await change(48)
                try await machine.withSnapshot {
                    try await change(64)
                    let others = await withTaskGroup(of: VMFestError.Code?.self) { group in
                        // Those are not in the task of the work.
                        group.addTask {
                            await Task.detached {
                                do { try await machine.withSnapshot {} } catch { return (error as? VMFestError)?.code }
                                return nil
                            }.value
                        }
                        return await group.reduce(into: []) { $0.append($1) }
                    }
                    #expect(others == [.inUse])
                    #expect(try await memory() == .mebibytes(64))
                }
                #expect(try await memory() == .mebibytes(48))
                try await machine.withSnapshot { try await change(64) }
                #expect(try await memory() == .mebibytes(48))
            }
            #expect(try await memory() == .mebibytes(32))
            try await expectNoTrace(of: machine, fixture, state: "poweroff")
        }
    }

    @Test("of several programs that want to work with one machine at once one does, and the others are told")
    func together() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let (log, end) = (fixture.path("log"), fixture.path("end"))
            let program = VMFestProgram(url: fixture.host.url)
            let script = "echo worked >>'\(log)'; while [ ! -e '\(end)' ]; do sleep 0.1; done"
            let runs = try (0..<4).map { _ in
                try program.begin("snapshot", "with", machine.description, "--", "sh", "-c", script)
            }
            var codes: [Int32] = []
            await withTaskGroup(of: Int32.self) { group in
                for run in runs { group.addTask { await run.end() } }
                for await code in group {
                    codes.append(code)
                    // Only the one that works is left, and waits for this.
                    if codes.count == runs.count - 1 { _ = FileManager.default.createFile(atPath: end, contents: nil) }
                }
            }
            #expect(codes == [255, 255, 255, 0])
            #expect(try String(contentsOfFile: log, encoding: .utf8) == "worked\n")
            try await expectNoTrace(of: machine, fixture, state: "poweroff")
            // The end of the work is the end of the program.
            #expect(
                try await program.run(["snapshot", "with", machine.description, "--", "sh", "-c", "exit 7"]).code == 7)
            #expect(
                try await program.run(["snapshot", "with", machine.description, "--", "/no/such/program"]).code == 255)
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
