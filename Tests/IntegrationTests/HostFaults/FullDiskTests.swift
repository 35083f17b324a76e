//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

/// On a full disk VirtualBox empties files of settings and reports success, so VMFest has to keep it from writing any.
@Suite("A full disk", .virtualBox, .smallDisk)
struct FullDiskTests {
    /// Lends a service whose machines are on a disk of 64 MiB.
    private func run(_ test: @escaping @Sendable (Fixture, PrivateService, SmallDisk) async throws -> Void) async throws
    {
        try await PrivateService.run { service in
            let disk = try await service.disk(mebibytes: 64)
            try await Fixture.run(on: service.url, manage: service.manage) { try await test($0, service, disk) }
        }
    }

    @Test("nothing is begun on it, no file of settings is touched, and with room everything reaches its goal")
    func nothingBegun() async throws {
        try await run { fixture, service, disk in
            let host = fixture.host
            let image = try await fixture.emptyImage()
            let machine = try await fixture.machine("vm", .small, image: .file(image))
            let settings = try await fixture.settingsFiles(of: service)
            let verbs: [(String, @Sendable () async throws -> Void)] = [
                ("create", { _ = try await fixture.machine("new", .small, image: .file(image)) }),
                ("clone", { _ = try await machine.clone(as: fixture.name("clone")) }),
                ("tag", { try await machine.tag(["role": "db"]) }),
                ("set", { try await machine.update { $0.description = "changed" } }),
                ("snapshot", { try await machine.takeSnapshot("first") }),
                ("image", { try await host.importImage("base", from: image) }),
                ("disk", { _ = try await fixture.disk() }),
                ("start", { try await machine.start() }),
            ]
            try disk.fill(leaving: 0)
            for (name, verb) in verbs {
                let error = try await #require(throws: VMFestError.self, "\(name)") { try await verb() }
                #expect(error.code == .noSpace, "\(name): \(error)")
                #expect(error.message.contains("is full") && error.message.contains("make room"), "\(name): \(error)")
                #expect(error.cleanUpFailures.isEmpty, "\(name): \(error)")
            }
            let health = try await host.health()
            #expect(health.emptySettings == [])
            #expect(try #require(health.freeSpace) == DataSize(bytes: 0))
            #expect(try await fixture.settingsFiles(of: service) == settings)
            #expect(try await fixture.manage.state(machine.description) == "poweroff")
            try disk.empty()
            for (name, verb) in verbs { try await step(name, ()) { try await verb() } }
            #expect(try await host.leftovers() == [])
            #expect(try await fixture.manage.state(machine.description) == "running")
            try await host.machine(named: fixture.name("new")).destroy()
        }
    }

    @Test(
        "a save that fills it up fails, and a snapshot that might is not begun; the guest goes on, and with room both succeed"
    )
    func whileRunning() async throws {
        try await run { fixture, _, disk in
            let guest = try await EchoGuest.start(in: fixture)
            let machine = guest.machine
            // Enough to begin, and less than what the machine is doing takes.
            try disk.fill(leaving: 300)
            try await fixture.refuses(.noSpace, "is full", "VERR_DISK_FULL") { try await machine.save() }
            try disk.fill(leaving: 30 << 10)
            try await fixture.refuses(.noSpace, "32 MiB may be written", "make room") {
                try await machine.takeSnapshot("first")
            }
            #expect(try await fixture.manage.state(machine.description) == "running")
            #expect(try await machine.snapshots() == [])
            #expect(try fixture.savedStates(below: disk.folder) == [], "what was written of it is gone")
            #expect(try await machine.lockHolder()?.isRunning == true, "nobody but its process has it")
            // VirtualBox says that it runs; that it does only the guest can show.
            try await machine.type([.text("a")])
            try await guest.wait { $0.count > EchoGuest.greeting.utf8.count }
            try disk.empty()
            try await machine.takeSnapshot("first")
            try await machine.save()
            #expect(try await fixture.manage.state(machine.description) == "saved")
            try await machine.start()
            #expect(try await fixture.manage.state(machine.description) == "running")
            #expect(try await fixture.host.leftovers() == [])
        }
    }

    @Test("what fills it up while it is made leaves nothing, and can be made when there is room")
    func whileMaking() async throws {
        try await run { fixture, _, disk in
            let host = fixture.host
            let source = fixture.path("content.img")
            var numbers = SystemRandomNumberGenerator()
            let content = (0..<(4 << 17)).map { _ in numbers.next() }
            try content.withUnsafeBytes { try Data($0).write(to: URL(filePath: source)) }
            let verbs: [@Sendable () async throws -> Void] = [
                { try await host.importImage("base", from: source) },
                { _ = try await fixture.disk("data", DiskOptions(fixed: true)) },
            ]
            let before = try await fixture.files(below: disk.folder)
            for verb in verbs {
                try disk.fill(leaving: 2_500)
                try await fixture.refuses(.noSpace, "full") { try await verb() }
                try disk.empty()
                #expect(try await fixture.files(below: disk.folder) == before)
                #expect(try await host.leftovers() == [])
                #expect(try await fixture.media().filter { $0.hasPrefix(disk.folder.path) } == [])
            }
            for verb in verbs { try await verb() }
            try await host.removeImage("base")
        }
    }

    @Test("a machine can be switched off and destroyed, and doctor tells which settings VirtualBox emptied meanwhile")
    func emptied() async throws {
        try await run { fixture, _, disk in
            let machine = try await fixture.machine("vm", .small, image: .file(fixture.emptyImage()))
            let other = try await fixture.machine("other")
            try await machine.start()
            try await other.start()
            try disk.fill(leaving: 0)
            try await other.destroy()
            #expect(try await fixture.manage.info(other.description) == nil)
            try disk.fill(leaving: 0)
            try await machine.powerOff()
            #expect(try await fixture.manage.state(machine.description) == "poweroff")
            let file = try await machine.info().settingsFile
            // Others write as well.
            for round in 0..<8 where try Data(contentsOf: URL(filePath: file)).count > 0 {
                try disk.fill(leaving: 0)
                try await fixture.manage("setextradata", machine.description, "round", "\(round)")
            }
            try #require(try Data(contentsOf: URL(filePath: file)).isEmpty, "VirtualBox does not empty it any more")
            let found = try await fixture.host.health().emptySettings
            #expect(found.map(\.path) == [file])
            #expect(found.map(\.machine) == [fixture.name("vm")])
            try disk.empty()
            try await machine.tag(["written": "again"])
            #expect(try await fixture.host.health().emptySettings == [])
            let settings = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
            #expect(settings.contains("written") && settings.contains("AttachedDevice"))
            try await machine.start()
        }
    }
}

extension Fixture {
    /// What is in VirtualBox's own file of settings and in those of machines, by their paths.
    func settingsFiles(of service: PrivateService) async throws -> [String: Data] {
        let folder = try await service.folder()
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix(".vbox") || $0.hasSuffix("VirtualBox.xml")
        }
        return Dictionary(
            uniqueKeysWithValues: try paths.map { ($0, try Data(contentsOf: folder.appending(path: $0))) })
    }

    /// The names of the files of saved states in a folder.
    func savedStates(below folder: URL) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sav") }
    }

    /// The files in a folder and below, but for empty folders.
    func files(below folder: URL) async throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: folder.appending(path: path).path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }
}
