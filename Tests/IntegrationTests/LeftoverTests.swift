//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest
import VirtualBox
import VirtualBoxAPI

import struct VMFest.Host

/// What killed programs leave behind, left on purpose here; ``KilledRunTests`` kills real ones.
@Suite("Leftovers", .virtualBox)
struct LeftoverTests {
    /// On a service of its own, since everything on the host is looked at.
    private func run(_ test: @escaping @Sendable (Fixture, PrivateService) async throws -> Void) async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { try await test($0, service) }
        }
    }

    private func withScope(_ fixture: Fixture, _ work: (HostScope) async throws -> Void) async throws {
        try await WebService(.init(url: fixture.host.url)).withVirtualBox { try await work($0) }
    }

    /// A client that is no longer there.
    @Test("nothing is found on a host where all is well, and nothing of what others made")
    func nothing() async throws {
        try await run { fixture, _ in
            let image = try await fixture.emptyImage()
            let spec = MachineSpec(
                memory: .mebibytes(32), networks: [.nat(forwards: [PortForward(hostPort: 0, guestPort: 80)])])
            let machine = try await fixture.host.create(fixture.name("vm"), spec, image: .file(image))
            try await fixture.manage("createvm", "--name", fixture.name("foreign"), "--register")
            #expect(try await fixture.host.leftovers() == [])
            try await machine.destroy()
            #expect(try await fixture.host.leftovers() == [])
        }
    }

    @Test("a machine that a killed program left half-made, and locked, is found and removed")
    func machine() async throws {
        try await run { fixture, _ in
            let image = try await fixture.emptyImage()
            let spec = MachineSpec(
                memory: .mebibytes(32), networks: [.nat(forwards: [PortForward(hostPort: 0, guestPort: 80)])])
            let machine = try await fixture.host.create(fixture.name("vm"), spec, image: .file(image))
            let settings = try await machine.info().settingsFile
            let folder = URL(filePath: settings).deletingLastPathComponent().path
            try await withScope(fixture) { scope in
                // A session that is never ended holds the lock.
                let other = try await WebService(.init(url: fixture.host.url)).open()
                let session = try await other.sessionObject()
                let remote = try await other.box.findMachine(nameOrId: machine.description)
                try await remote.lockMachine(session: session, lockType: .write)
                let note =
                    #"{"client":\#(DeadClient.mark),"folder":"\#(folder)","kind":"machine","name":"vm","#
                    + #""session":"\#(session.reference.id)","until":"1970-01-01T00:00:00Z"}"#
                try await scope.box.setExtraData(key: "vmfest/making/\(machine)", value: note)
            }
            let found = try await fixture.host.leftovers()
            #expect(found.map(\.kind) == [.machine, .note])
            let failures = try await fixture.host.remove(found)
            #expect(failures.isEmpty, "\(failures)")
            #expect(try await fixture.host.leftovers() == [])
            #expect(try await fixture.host.machines(.all).isEmpty)
            #expect(!FileManager.default.fileExists(atPath: folder))
            #expect(FileManager.default.fileExists(atPath: image))
            #expect(try await fixture.media().isEmpty)
        }
    }

    @Test("a machine that the service registers after the program that asked for it was killed is found as well")
    func lastCall() async throws {
        try await run { fixture, _ in
            try await withScope(fixture) { scope in
                let machine = try await scope.createMachine(
                    name: fixture.name("vm"), osType: "Linux_64", group: "/vmfest")
                try await machine.setExtraData(key: "vmfest/machine", value: #"{"run":"killed"}"#)
                let note = #"{"client":\#(DeadClient.mark),"kind":"run","name":"vm","until":"1970-01-01T00:00:00Z"}"#
                try await scope.box.setExtraData(key: "vmfest/making/killed", value: note)
                async let search = fixture.host.leftovers()
                try await Task.sleep(for: .milliseconds(300))
                try await scope.box.registerMachine(machine: machine)
                let found = try await search
                #expect(found.map(\.kind) == [.machine, .note])
                let failures = try await fixture.host.remove(found)
                #expect(failures.isEmpty, "\(failures)")
            }
            #expect(try await fixture.host.leftovers() == [])
            #expect(try await fixture.host.machines(.all).isEmpty)
        }
    }

    @Test("files of a machine that is gone, files of no image, and ports for nobody are found and removed")
    func files() async throws {
        try await run { fixture, _ in
            let machine = try await fixture.machine()
            let settings = URL(filePath: try await machine.info().settingsFile)
            let folder = settings.deletingLastPathComponent()
            try await fixture.manage("unregistervm", machine.description)
            try Data(count: 512).write(to: folder.appending(path: "seed.iso"))
            let images = folder.deletingLastPathComponent().deletingLastPathComponent().appending(path: "vmfest-images")
            try FileManager.default.createDirectory(at: images, withIntermediateDirectories: true)
            try Data(count: 512).write(to: images.appending(path: "half.vdi"))
            try await withScope(fixture) { scope in
                try await scope.box.setExtraData(key: "vmfest/ports/tcp-20000/\(machine)", value: "held")
            }
            let found = try await fixture.host.leftovers()
            #expect(found.map(\.kind) == [.folder, .image, .port])
            #expect(found.map(\.name) == [folder.path, images.appending(path: "half.vdi").path, "20000/tcp"])
            let failures = try await fixture.host.remove(found)
            #expect(failures.isEmpty, "\(failures)")
            #expect(!FileManager.default.fileExists(atPath: folder.path))
            #expect(try FileManager.default.contentsOfDirectory(atPath: images.path) == [])
            #expect(try await fixture.host.leftovers() == [])
        }
    }

    @Test("a machine that came to be in a folder after it was found to be of none stays whole")
    func folderInUse() async throws {
        try await run { fixture, _ in
            let old = try await fixture.machine()
            let folder = URL(filePath: try await old.info().settingsFile).deletingLastPathComponent()
            try await fixture.manage("unregistervm", old.description)
            try FileManager.default.removeItem(at: folder.appending(path: fixture.name("vm") + ".vbox"))
            let found = try await fixture.host.leftovers()
            #expect(found.map(\.kind) == [.folder])
            let new = try await fixture.machine("vm", .small, image: .file(fixture.emptyImage()))
            try Data(count: 512).write(to: folder.appending(path: "its-own"))
            let failures = try await fixture.host.remove(found)
            #expect(failures.map(\.error.code) == [.inUse])
            #expect(FileManager.default.fileExists(atPath: folder.appending(path: "its-own").path))
            try await new.start()
        }
    }

    @Test("a machine made later in the folder that a dead program's note names is no leftover")
    func laterMachine() async throws {
        try await run { fixture, _ in
            let machine = try await fixture.machine()
            let folder = URL(filePath: try await machine.info().settingsFile).deletingLastPathComponent().path
            try await withScope(fixture) { scope in
                let note =
                    #"{"client":\#(DeadClient.mark),"folder":"\#(folder)","kind":"machine","name":"vm","#
                    + #""until":"1970-01-01T00:00:00Z"}"#
                try await scope.box.setExtraData(key: "vmfest/making/7ce1b7c3-7b7c-4f8f-8d3b-0a4f0d1e2c3b", value: note)
            }
            let found = try await fixture.host.leftovers()
            #expect(found.map(\.kind) == [.note])
            let failures = try await fixture.host.remove(found)
            #expect(failures.isEmpty, "\(failures)")
            try await machine.start()
            #expect(try await fixture.host.leftovers() == [])
        }
    }

    @Test("what a program is at work on, here or elsewhere, is no leftover; what it gave up on is")
    func underWay() async throws {
        try await run { fixture, _ in
            let later = Date(timeIntervalSinceNow: 1000).formatted(.iso8601)
            let before = "1970-01-01T00:00:00Z"
            let elsewhere = #"{"computer":"elsewhere","file":"/tmp/vmfest-clients-0/nonexistent.lock"}"#
            let clients = [
                ("a", elsewhere, later, true), ("b", elsewhere, before, false), ("c", DeadClient.mark, later, false),
                ("d", "null", later, false),
            ]
            for (id, client, until, isUnderWay) in clients {
                try await withScope(fixture) { scope in
                    let note = #"{"client":\#(client),"kind":"image","name":"\#(id)","until":"\#(until)"}"#
                    try await scope.box.setExtraData(key: "vmfest/making/\(id)", value: note)
                }
                let found = try await fixture.host.leftovers()
                #expect(found.map(\.name) == (isUnderWay ? [] : [id]))
                let failures = try await fixture.host.remove(found)
                #expect(failures.isEmpty)
            }
        }
    }
}
