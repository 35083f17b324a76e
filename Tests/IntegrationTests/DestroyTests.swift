//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

@Suite("Destroy", .virtualBox)
struct DestroyTests {
    /// A machine with a disk on an image, a new disk, a serial port to a file in its folder, and things elsewhere.
    private func richMachine(_ fixture: Fixture) async throws -> Machine {
        let (image, data) = (fixture.path("base.vdi"), fixture.path("data.vdi"))
        if !FileManager.default.fileExists(atPath: image) {
            _ = try await (fixture.emptyImage(), fixture.emptyImage("data.vdi"))
        }
        let spec = MachineSpec(
            memory: .mebibytes(32), networks: [],
            storage: [.sata("SATA", devices: [nil, .newDisk(.mebibytes(4)), .disk(data), .dvd()])],
            serialPorts: [SerialPort(file: "console.log"), SerialPort(file: fixture.path("elsewhere.log"))])
        return try await fixture.machine("vm", spec, image: .file(image))
    }

    /// Destroys the machine, and expects that its own things are gone and those of others are not.
    private func destroy(_ machine: Machine, _ fixture: Fixture) async throws {
        try await machine.destroy()
        #expect(try await fixture.manage.info(machine.description) == nil)
        #expect(try await !fixture.hasMachineFolder())
        #expect(try await fixture.ownMedia().isEmpty)
        for file in ["base.vdi", "data.vdi"] {
            #expect(FileManager.default.fileExists(atPath: fixture.path(file)), "\(file) is not the machine's own")
        }
    }

    @Test("a machine goes with all that is its own, from any state", arguments: ["off", "running", "paused", "saved"])
    func states(state: String) async throws {
        try await Fixture.run { fixture in
            let machine = try await richMachine(fixture)
            if state != "off" { try await machine.start() }
            if state == "paused" { try await machine.pause() }
            if state == "saved" { try await machine.save() }
            try await destroy(machine, fixture)
            if state != "off" { #expect(FileManager.default.fileExists(atPath: fixture.path("elsewhere.log"))) }
        }
    }

    @Test("a machine whose process was killed goes as well")
    func aborted() async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let machine = try await richMachine(fixture)
                try await machine.start()
                try await service.kill("VBoxHeadless")
                try await machine.wait(for: [.aborted])
                try await destroy(machine, fixture)
            }
        }
    }

    @Test("snapshots of a machine that is off, with their disks and a saved state, go with it")
    func snapshots() async throws {
        try await Fixture.run { fixture in
            let machine = try await richMachine(fixture)
            try await fixture.manage("snapshot", machine.description, "take", "one")
            try await fixture.manage("snapshot", machine.description, "take", "two")
            try await fixture.manage("snapshot", machine.description, "restore", "one")
            try await fixture.manage("snapshot", machine.description, "take", "three")
            try await machine.start()
            try await fixture.manage("snapshot", machine.description, "take", "live", "--live")
            try await machine.save()
            let before = try await fixture.ownMedia()
            #expect(before.count > 8, "the snapshots should have disks: \(before)")
            try await destroy(machine, fixture)
        }
    }

    @Test("a machine that VBoxManage made goes with its disk; a disk that another machine uses stays")
    func foreignMachine() async throws {
        try await Fixture.run { fixture in
            let names = [fixture.name("vm"), fixture.name("other")]
            for name in names {
                try await fixture.manage("createvm", "--name", name, "--groups", "/vmfest", "--register")
                try await fixture.manage("storagectl", name, "--name", "SATA", "--add", "sata")
            }
            let folder = try await fixture.machineFolder()
            for file in ["own.vdi", "lent.vdi"] {
                try await fixture.manage("createmedium", "disk", "--filename", "\(folder)/\(file)", "--size", "4")
            }
            let plan = [(names[0], "own.vdi", "0"), (names[0], "lent.vdi", "1"), (names[1], "lent.vdi", "0")]
            for (name, file, port) in plan {
                try await fixture.manage(
                    "storageattach", name, "--storagectl", "SATA", "--port", port, "--type", "hdd", "--medium",
                    "\(folder)/\(file)")
            }
            try await fixture.host.machine(named: names[0]).destroy()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["lent.vdi"])
            let other = try await fixture.host.machine(named: names[1])
            try await other.start()
            try await other.destroy()
            // The disk lies in the folder of a machine that is gone: it is nobody's, and nobody deletes it.
            #expect(FileManager.default.fileExists(atPath: "\(folder)/lent.vdi"))
            try await fixture.manage("closemedium", "disk", "\(folder)/lent.vdi", "--delete")
            try FileManager.default.removeItem(atPath: folder)
        }
    }

    @Test("destroying twice, also at once, is success")
    func twice() async throws {
        try await Fixture.run { fixture in
            let machine = try await richMachine(fixture)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { try await machine.destroy() } }
                try await group.waitForAll()
            }
            try await destroy(machine, fixture)
        }
    }

    @Test(
        "clients who destroy a machine with a snapshot, and start it, at once do not take VirtualBox's own process along"
    )
    func withSnapshotAtOnce() async throws {
        // Where they do, they take it from everybody.
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let image = try await fixture.emptyImage()
                for number in 0..<12 {
                    let machine = try await fixture.machine("\(number)", .small, image: .file(image))
                    try await machine.takeSnapshot("one")
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for starts in [false, true, false] {
                            group.addTask {
                                do {
                                    let same = try await Host(url: service.url).machine(named: "\(machine)")
                                    if starts { try await same.start() } else { try await same.destroy() }
                                } catch let error as VMFestError where error.code == .noSuchMachine {
                                    // Another client was faster.
                                }
                            }
                        }
                        try await group.waitForAll()
                    }
                    #expect(try await fixture.manage.info(machine.description) == nil)
                }
            }
        }
    }

    @Test("a destroy that is cancelled leaves the whole machine or nothing")
    func cancelled() async throws {
        try await Fixture.run { fixture in
            for moment in stride(from: 2, through: 60, by: 2) {
                let machine = try await richMachine(fixture)
                let host = machine.host
                let start = host.callCount
                let finished = Kept<Bool>()
                let task = Task {
                    defer { finished.keep(true) }
                    try await machine.destroy()
                }
                while host.callCount < start + moment, finished.value == nil { await Task.yield() }
                task.cancel()
                let outcome = await task.result
                if try await fixture.manage.info(machine.description) != nil {
                    #expect(throws: CancellationError.self) { try outcome.get() }
                    #expect(try await fixture.hasMachineFolder())
                }
                try await destroy(machine, fixture)
            }
        }
    }

    @Test("other verbs on a machine that is gone say that there is none")
    func staleValue() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await machine.destroy()
            let verbs: [@Sendable () async throws -> Void] = [
                { try await machine.start() }, { try await machine.pause() }, { try await machine.resume() },
                { try await machine.stop() }, { try await machine.powerOff() }, { try await machine.reset() },
                { try await machine.save() }, { _ = try await machine.state() }, { _ = try await machine.info() },
            ]
            for verb in verbs {
                let error = try await #require(throws: VMFestError.self) { try await verb() }
                #expect(error.code == .noSuchMachine, "\(error)")
            }
        }
    }

    @Test("a disc of its own that snapshots have in their drives, too, goes with a machine")
    func discInSnapshots() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.host.create(
                fixture.name(), .small, image: .file(try await fixture.emptyImage()),
                firstBoot: FirstBoot(hostName: "seeded"))
            let folder = URL(filePath: try await machine.info().settingsFile).deletingLastPathComponent()
            for name in ["one", "two"] { try await machine.takeSnapshot(name) }
            #expect(try await fixture.manage("list", "dvds").contains(fixture.prefix))
            try await machine.destroy()
            #expect(!FileManager.default.fileExists(atPath: folder.path))
            #expect(try await !fixture.manage("list", "dvds").contains(fixture.prefix))
            #expect(try await fixture.media().allSatisfy { !$0.contains(fixture.prefix) })
        }
    }
}
