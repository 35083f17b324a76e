//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest
import VirtualBox
import VirtualBoxAPI

import struct VMFest.Host

@Suite("Data disks", .virtualBox)
struct DiskTests {
    @Test(
        "a disk is what was asked for, in every format, and VBoxManage sees it",
        arguments: [DiskOptions.Format.vdi, .vmdk, .vhd], [false, true])
    func create(format: DiskOptions.Format, isFixed: Bool) async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk("data", DiskOptions(format: format, fixed: isFixed))
            let seen = try #require(try await fixture.mediumInfo(disk.description))
            #expect(seen["Storage format"] == format.rawValue.uppercased())
            #expect(seen["Format variant"]?.hasPrefix(isFixed ? "fixed" : "dynamic") == true, "\(seen)")
            #expect(seen["Capacity"] == "8 MBytes")
            #expect(seen["Type"]?.contains("writethrough") == true, "\(seen)")
            #expect(seen["Location"] == (try await fixture.diskPath("data", format.rawValue)))
            let info = try await disk.info()
            #expect(info.name == fixture.name("data"))
            #expect(info.path == seen["Location"])
            #expect(info.format == format.rawValue.uppercased())
            #expect(info.isFixed == isFixed)
            #expect(info.capacity == .mebibytes(8))
            #expect(isFixed ? info.fileSize >= .mebibytes(8) : info.fileSize < .mebibytes(8))
            #expect(info.type == .writeThrough && info.state == .ready && info.error == nil)
            #expect(info.users.isEmpty && info.parent == nil && info.children.isEmpty && info.image == nil)
            #expect(info.isManaged && info.created != nil)
            #expect(try await fixture.host.disks().contains(info))
            try await disk.remove()
            #expect(try await fixture.mediumInfo(disk.description) == nil)
            #expect(!FileManager.default.fileExists(atPath: info.path))
            try await disk.remove()
            try await fixture.refuses(.noSuchDisk) { _ = try await disk.info() }
        }
    }

    @Test("what can not be made is refused, and leaves nothing")
    func refusals() async throws {
        try await Fixture.run { fixture in
            let (host, name) = (fixture.host, fixture.name("data"))
            try await fixture.refuses(.invalidArgument, "A b") { try await host.createDisk("A b", .mebibytes(8)) }
            try await fixture.refuses(.invalidArgument, "less than 1 MiB") {
                try await host.createDisk(name, DataSize(bytes: 512))
            }
            try await fixture.refuses(.invalidArgument, "largest") {
                try await host.createDisk(name, .gibibytes(3_000))
            }
            try await fixture.refuses(.invalidArgument, "fixed size") {
                try await host.createDisk(name, .mebibytes(8), DiskOptions(type: .shareable))
            }
            try await fixture.refuses(.invalidArgument, "immutable") {
                try await host.createDisk(name, .mebibytes(8), DiskOptions(type: .readOnly))
            }
            #expect(try await !host.disks().contains { $0.name == name })
            #expect(try await !FileManager.default.fileExists(atPath: fixture.diskPath()))
        }
    }

    @Test("a name is given once, and a file that is there already is never touched")
    func taken() async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk()
            try await fixture.refuses(.nameTaken, disk.description) { _ = try await fixture.disk() }
            // In another format it would be another file.
            try await fixture.refuses(.nameTaken, disk.description) {
                _ = try await fixture.disk("data", DiskOptions(format: .vhd))
            }
            let path = try await fixture.diskPath("other")
            try Data("mine".utf8).write(to: URL(filePath: path))
            try await fixture.refuses(.nameTaken, path) { _ = try await fixture.disk("other") }
            #expect(try Data(contentsOf: URL(filePath: path)) == Data("mine".utf8))
            try FileManager.default.removeItem(atPath: path)
        }
    }

    @Test("of several disks of one name that are made at once one comes to be")
    func together() async throws {
        try await Fixture.run { fixture in
            let codes = await withTaskGroup(of: VMFestError.Code?.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        do { _ = try await fixture.disk() } catch { return (error as? VMFestError)?.code ?? .failed }
                        return nil
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(codes.filter { $0 == nil }.count == 1)
            #expect(codes.compactMap(\.self) == [.nameTaken, .nameTaken, .nameTaken])
            let names = try await fixture.host.disks().map(\.name)
            #expect(names.filter { $0 == fixture.name("data") }.count == 1)
        }
    }

    @Test("a cancelled task leaves no disk and no file, whatever it was at", arguments: 0..<8)
    func cancelled(moment: Int) async throws {
        try await Fixture.run { fixture in
            let start = fixture.host.callCount
            let making = Task { try await fixture.disk("data", DiskOptions(fixed: true)) }
            try await fixture.calls(reach: start + 2 + moment * 3)
            making.cancel()
            let isMade = (try? await making.value) != nil
            let names = try await fixture.host.disks().map(\.name)
            #expect(names.contains(fixture.name("data")) == isMade)
            #expect(FileManager.default.fileExists(atPath: try await fixture.diskPath()) == isMade)
            #expect(try await fixture.media().contains(fixture.diskPath()) == isMade)
        }
    }

    @Test("a disk is found by name, path and UUID; of several files of one name all are told")
    func finding() async throws {
        try await Fixture.run { fixture in
            let (host, disk) = (fixture.host, try await fixture.disk())
            let path = try await disk.info().path
            for text in [fixture.name("data"), path, disk.description, disk.description.uppercased()] {
                #expect(try await host.disk(text) == disk, "\(text)")
            }
            try await fixture.refuses(.noSuchDisk, fixture.name("data")) { _ = try await host.disk(fixture.name("no")) }
            try await fixture.refuses(.noSuchDisk) { _ = try await host.disk(UUID().uuidString) }
            for folder in ["a", "b"] {
                try await fixture.manage(
                    "createmedium", "disk", "--filename", fixture.path("\(folder)/\(fixture.prefix)x.vdi"), "--size",
                    "4")
            }
            try await fixture.refuses(.ambiguousName, fixture.path("a"), fixture.path("b")) {
                _ = try await host.disk(fixture.prefix + "x")
            }
            let foreign = try await host.disk(fixture.path("a/\(fixture.prefix)x.vdi"))
            let all = try await host.disks(.all)
            #expect(all.contains { $0.disk == foreign && !$0.isManaged && $0.name == fixture.prefix + "x.vdi" })
            #expect(all.contains { $0.disk == disk && $0.isManaged })
            try await fixture.refuses(.notSupported, "foreign") { try await foreign.remove() }
            #expect(FileManager.default.fileExists(atPath: fixture.path("a/\(fixture.prefix)x.vdi")))
            try await foreign.remove(evenForeign: true)
            #expect(!FileManager.default.fileExists(atPath: fixture.path("a/\(fixture.prefix)x.vdi")))
        }
    }

    @Test("a disk that a machine has is not removed, and the machine is named; destroying that leaves the disk")
    func destroy() async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk()
            let machine = try await fixture.machine("vm", .withPorts)
            try await fixture.attach(disk.info().path, to: machine)
            let users = try await disk.info().users
            #expect(users.map(\.machine) == [machine])
            #expect(users.allSatisfy { $0.isAttached && $0.isDirect && $0.name == fixture.name("vm") })
            try await fixture.refuses(.inUse, fixture.name("vm"), "detach") { try await disk.remove() }
            try await machine.start()
            #expect(try await disk.info().state == .inUse)
            try await fixture.refuses(.inUse, fixture.name("vm")) { try await disk.remove() }
            try await machine.destroy()
            let info = try await disk.info()
            #expect(info.users.isEmpty && info.state == .ready && info.type == .writeThrough)
            #expect(try await fixture.mediumInfo(disk.description)?["Type"]?.contains("writethrough") == true)
            #expect(FileManager.default.fileExists(atPath: info.path))
            try await disk.remove()
            #expect(!FileManager.default.fileExists(atPath: info.path))
        }
    }

    @Test("snapshots leave a data disk alone; of a normal one they are named by their machine")
    func snapshots() async throws {
        try await Fixture.run { fixture in
            let (through, normal) = (try await fixture.disk(), try await fixture.disk("n", DiskOptions(type: .normal)))
            let machine = try await fixture.machine("vm", .withPorts)
            try await fixture.attach(through.info().path, to: machine)
            try await fixture.attach(normal.info().path, to: machine, port: 2)
            try await machine.takeSnapshot("one")
            #expect(try await through.info().children.isEmpty)
            let info = try await normal.info()
            #expect(info.children.count == 1)
            #expect(info.users.map(\.name) == [fixture.name("vm")])
            #expect(try await fixture.host.disks(.all).contains { $0.parent == normal.id && !$0.isManaged })
            try await fixture.refuses(.inUse, fixture.name("vm")) { try await normal.remove() }
            try await machine.destroy()
            for disk in [through, normal] {
                #expect(try await disk.info().children.isEmpty)
                #expect(try await disk.info().state == .ready)
            }
            #expect(try await normal.info().type == .normal)
        }
    }

    @Test("of a disk whose file is gone the rest is removed")
    func missing() async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk()
            try await FileManager.default.removeItem(atPath: disk.info().path)
            let info = try await disk.info()
            #expect(info.state == .inaccessible && info.error?.isEmpty == false)
            #expect(try await fixture.host.disks().contains { $0.disk == disk })
            try await disk.remove()
            #expect(try await !fixture.host.disks().contains { $0.disk == disk })
            try await fixture.refuses(.noSuchDisk) { _ = try await fixture.host.disk(fixture.name("data")) }
            _ = try await fixture.disk()
        }
    }

    @Test("a disk that VirtualBox forgot is made known again, with its type")
    func forgotten() async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk()
            let path = try await disk.info().path
            try await fixture.manage("closemedium", "disk", path)
            #expect(try await fixture.mediumInfo(disk.description) == nil)
            #expect(try await fixture.host.disk(fixture.name("data")) == disk)
            #expect(try await disk.info().state == .ready)
            #expect(try await fixture.mediumInfo(disk.description)?["Type"]?.contains("writethrough") == true)
        }
    }

    @Test("gc leaves data disks alone, also those that nobody has, and finds one that was left half-made")
    func garbage() async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let kept = [try await fixture.disk("kept"), try await fixture.disk("lone")]
                let machine = try await fixture.machine("vm", .withPorts)
                try await fixture.attach(kept[0].info().path, to: machine)
                #expect(try await fixture.host.leftovers() == [])
                try await machine.destroy()
                let path = try await fixture.diskPath("half")
                try await fixture.manage("createmedium", "disk", "--filename", path, "--size", "4")
                #expect(try await fixture.host.leftovers() == [])
                let note =
                    #"{"client":\#(DeadClient.mark),"folder":"\#(path)","kind":"disk","name":"half","#
                    + #""until":"1970-01-01T00:00:00Z"}"#
                try await WebService(.init(url: fixture.host.url)).withVirtualBox { scope in
                    try await scope.box.setExtraData(
                        key: "vmfest/making/\(UUID().uuidString.lowercased())", value: note)
                }
                let found = try await fixture.host.leftovers()
                #expect(found.map(\.kind) == [.disk, .note])
                #expect(found.first?.name == path)
                let failures = try await fixture.host.remove(found)
                #expect(failures.isEmpty, "\(failures)")
                #expect(!FileManager.default.fileExists(atPath: path))
                #expect(try await fixture.host.leftovers() == [])
                for disk in kept { #expect(try await disk.info().state == .ready) }
            }
        }
    }
}

extension MachineSpec {
    /// A machine that starts fast, with a SATA controller of several ports.
    static var withPorts: MachineSpec {
        var sata = StorageController.sata("SATA")
        sata.ports = 4
        return MachineSpec(memory: .mebibytes(32), networks: [], storage: [sata])
    }
}
