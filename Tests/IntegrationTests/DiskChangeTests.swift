//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest
import VirtualBox
import VirtualBoxAPI

import struct VMFest.Host

@Suite("Changes of disks", .virtualBox)
struct DiskChangeTests {
    /// Writes to a disk, or reads from it, as a machine would.
    private func withContent<Value: Sendable>(
        _ fixture: Fixture, _ disk: Disk, isWritable: Bool = false,
        _ work: @Sendable (MediumIO) async throws -> Value
    ) async throws -> Value {
        try await WebService(.init(url: fixture.host.url)).withVirtualBox { scope in
            let medium = try await scope.box.openMedium(
                location: disk.description, deviceType: .hardDisk, accessMode: .readWrite, forceNewUuid: false)
            let content = try await medium.openForIO(writable: isWritable, password: "")
            let outcome: Result<Value, any Error>
            do { outcome = .success(try await work(content)) } catch { outcome = .failure(error) }
            try await content.close()
            return try outcome.get()
        }
    }

    private func write(_ text: String, at offset: Int64 = 0, to disk: Disk, _ fixture: Fixture) async throws {
        try await withContent(fixture, disk, isWritable: true) { content in
            _ = try await content.write(
                offset: offset, data: Octets(Data(text.utf8) + Data(count: 512 - text.utf8.count)))
        }
    }

    private func read(_ count: Int, at offset: Int64 = 0, from disk: Disk, _ fixture: Fixture) async throws -> String {
        try await withContent(fixture, disk) { content in
            let piece = try await content.read(offset: offset, size: 512)
            return String(decoding: piece.data.prefix(count), as: UTF8.self)
        }
    }

    @Test(
        "a disk grows, and keeps what is on it; a smaller size is refused with both",
        arguments: [DiskOptions(), DiskOptions(format: .vhd)])
    func grow(options: DiskOptions) async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk("data", options)
            try await write("here", to: disk, fixture)
            #expect(try await disk.grow(to: .mebibytes(16)) == disk)
            #expect(try await fixture.mediumInfo(disk.description)?["Capacity"] == "16 MBytes")
            #expect(try await read(4, from: disk, fixture) == "here")
            try await write("there", at: 15 << 20, to: disk, fixture)
            #expect(try await disk.grow(to: .mebibytes(16)) == disk)
            try await fixture.refuses(.invalidArgument, "16 MiB", "8 MiB") { try await disk.grow(to: .mebibytes(8)) }
            try await fixture.refuses(.invalidArgument, "largest") { try await disk.grow(to: .gibibytes(3_000)) }
            #expect(try await disk.info().capacity == .mebibytes(16))
        }
    }

    @Test("a disk that is open, that others are based on, or whose format does not allow it is not made larger")
    func growRefusals() async throws {
        try await Fixture.run { fixture in
            let (disk, normal) = (try await fixture.disk(), try await fixture.disk("n", DiskOptions(type: .normal)))
            let machine = try await fixture.machine("vm", .withPorts)
            for each in [disk, normal] { try await each.attach(to: machine) }
            try await machine.start()
            try await fixture.refuses(.invalidState, fixture.name("vm"), "stop") {
                try await disk.grow(to: .mebibytes(9))
            }
            try await machine.powerOff()
            try await machine.takeSnapshot("one")
            try await fixture.refuses(.inUse, fixture.name("vm"), "snapshots") {
                try await normal.grow(to: .mebibytes(9))
            }
            #expect(try await normal.info().capacity == .mebibytes(8))
            try await disk.grow(to: .mebibytes(9))
            #expect(try await disk.info().capacity == .mebibytes(9))
            let fixed = try await fixture.disk("f", DiskOptions(fixed: true))
            try await fixture.refuses(.notSupported, "VDI, fixed", "dynamic") {
                try await fixed.grow(to: .mebibytes(16))
            }
            let vmdk = try await fixture.disk("v", DiskOptions(format: .vmdk))
            try await fixture.refuses(.notSupported, "VMDK", "vdi") { try await vmdk.grow(to: .mebibytes(16)) }
            for each in [fixed, vmdk] { #expect(try await each.info().capacity == .mebibytes(8)) }
        }
    }

    @Test("the disk of a machine on an image grows: it becomes a whole one with the same content")
    func growOnImage() async throws {
        try await Fixture.run { fixture in
            let spec = MachineSpec(memory: .mebibytes(32), networks: [], storage: [.sata("SATA")])
            let machine = try await fixture.machine("vm", spec, image: .file(fixture.emptyImage()))
            let path = try #require(try await fixture.manage.info(machine.description)?["SATA-0-0"])
            let disk = try await fixture.host.disk(path)
            try await write("here", to: disk, fixture)
            try await machine.start()
            try await fixture.refuses(.invalidState, fixture.name("vm")) { try await disk.grow(to: .mebibytes(32)) }
            try await machine.powerOff()
            let whole = try await disk.grow(to: .mebibytes(32))
            let info = try await whole.info()
            #expect(info.parent == nil && info.capacity == .mebibytes(32))
            #expect(info.users.map(\.machine) == [machine])
            #expect(try await read(4, from: whole, fixture) == "here")
            try await write("there", at: 31 << 20, to: whole, fixture)
            #expect(try await fixture.manage.info(machine.description)?["SATA-0-0"] == info.path)
            #expect(!FileManager.default.fileExists(atPath: path))
            try await machine.start()
            try await machine.destroy()
            #expect(try await fixture.ownMedia().isEmpty)
            #expect(!FileManager.default.fileExists(atPath: info.path))
        }
    }

    @Test("a clone has the content and the form of the disk, or the form that was asked for")
    func clone() async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk()
            try await write("here", to: disk, fixture)
            let same = try await disk.clone(as: fixture.name("same"))
            let other = try await disk.clone(as: fixture.name("other"), format: .vmdk, fixed: true, type: .shareable)
            #expect(same != disk && other != disk)
            for each in [same, other] { #expect(try await read(4, from: each, fixture) == "here") }
            let (first, second) = (try await same.info(), try await other.info())
            #expect(first.format == "VDI" && !first.isFixed && first.type == .writeThrough && first.isManaged)
            #expect(second.format == "VMDK" && second.isFixed && second.type == .shareable && second.isManaged)
            try await fixture.refuses(.nameTaken) { try await disk.clone(as: fixture.name("same")) }
            try await fixture.refuses(.invalidArgument, "fixed") {
                try await disk.clone(as: fixture.name("no"), type: .shareable)
            }
            let machine = try await fixture.machine("vm", .withPorts)
            try await disk.attach(to: machine)
            _ = try await disk.clone(as: fixture.name("attached"))
            try await machine.start()
            try await fixture.refuses(.invalidState, fixture.name("vm")) {
                try await disk.clone(as: fixture.name("no"))
            }
            #expect(try await !fixture.host.disks().contains { $0.name == fixture.name("no") })
            #expect(try await !FileManager.default.fileExists(atPath: fixture.diskPath("no")))
        }
    }

    @Test("of a machine's disk on an image a clone has everything")
    func cloneOfMachine() async throws {
        try await Fixture.run { fixture in
            let image = try await fixture.emptyImage()
            let spec = MachineSpec(memory: .mebibytes(32), networks: [], storage: [.sata("SATA")])
            let machine = try await fixture.machine("vm", spec, image: .file(image))
            let path = try #require(try await fixture.manage.info(machine.description)?["SATA-0-0"])
            let disk = try await fixture.host.disk(path)
            try await write("mine", to: disk, fixture)
            let clone = try await disk.clone(as: fixture.name("copy"))
            try await machine.destroy()
            #expect(try await read(4, from: clone, fixture) == "mine")
            #expect(try await clone.info().parent == nil)
            #expect(try await clone.info().type == .writeThrough)
        }
    }

    @Test(
        "a conversion keeps name, type and content, and leaves one disk",
        arguments: [
            (DiskOptions.Format?.none, Bool?.some(true)), (.vmdk, nil), (.vhd, false),
        ])
    func convert(format: DiskOptions.Format?, isFixed: Bool?) async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk("data", DiskOptions(type: .normal))
            try await write("here", to: disk, fixture)
            try await disk.setType(.immutable)
            #expect(try await disk.convert(to: .vdi, fixed: false) == disk)
            let new = try await disk.convert(to: format, fixed: isFixed)
            let info = try await new.info()
            #expect(info.name == fixture.name("data") && info.type == .immutable)
            #expect(info.format == (format ?? .vdi).rawValue.uppercased() && info.isFixed == (isFixed ?? false))
            #expect(info.path == (try await fixture.diskPath("data", (format ?? .vdi).rawValue)))
            #expect(try await fixture.mediumInfo(new.description)?["Location"] == info.path)
            #expect(try await read(4, from: new, fixture) == "here")
            #expect(try await fixture.mediumInfo(disk.description) == nil)
            let folder = URL(filePath: info.path).deletingLastPathComponent().path
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            // A VMDK of fixed size has its content in a second file.
            #expect(files.filter { $0.hasPrefix(fixture.prefix) }.count == 1)
            #expect(try await fixture.host.disk(fixture.name("data")) == new)
        }
    }

    @Test("a disk that a machine has is not converted, nor one of somebody else's")
    func convertRefusals() async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk()
            let machine = try await fixture.machine("vm", .withPorts)
            try await disk.attach(to: machine)
            try await fixture.refuses(.inUse, fixture.name("vm")) { try await disk.convert(fixed: true) }
            let path = fixture.path("\(fixture.prefix)foreign.vdi")
            try await fixture.manage("createmedium", "disk", "--filename", path, "--size", "4")
            let foreign = try await fixture.host.disk(path)
            try await fixture.refuses(.notSupported, "clone") { try await foreign.convert(to: .vhd) }
            let shared = try await fixture.disk("s", DiskOptions(fixed: true, type: .shareable))
            try await fixture.refuses(.invalidArgument, "fixed") { try await shared.convert(fixed: false) }
        }
    }

    @Test("a cancelled clone or conversion leaves the disk as it was, and nothing else", arguments: 0..<8)
    func cancelled(moment: Int) async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.host.createDisk(fixture.name("data"), .mebibytes(64))
            try await write("here", to: disk, fixture)
            let isClone = moment.isMultiple(of: 2)
            let start = fixture.host.callCount
            let copying = Task {
                if isClone { return try await disk.clone(as: fixture.name("copy"), fixed: true) }
                return try await disk.convert(fixed: true)
            }
            try await fixture.calls(reach: start + 12 + moment * 4)
            copying.cancel()
            let copy = try? await copying.value
            let own = try await fixture.host.disks().filter { $0.name.hasPrefix(fixture.prefix) }
            let folder = URL(filePath: try await fixture.diskPath()).deletingLastPathComponent().path
            let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
                $0.hasPrefix(fixture.prefix)
            }
            let expected = copy == nil ? [disk] : isClone ? [disk, copy] : [copy]
            #expect(Set(own.map(\.disk)) == Set(expected.compactMap(\.self)))
            #expect(files.count == own.count, "\(files)")
            for info in own { #expect(try await read(4, from: info.disk, fixture) == "here") }
        }
    }

    @Test("a disk moves into a folder or to a path, with the machine that has it")
    func move() async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk()
            let machine = try await fixture.machine("vm", .withPorts)
            try await disk.attach(to: machine)
            try await disk.move(to: fixture.folder.path)
            let first = fixture.path(fixture.name("data") + ".vdi")
            #expect(try await fixture.manage.info(machine.description)?["SATA-0-0"] == first)
            #expect(try await disk.info().path == first)
            #expect(try await !FileManager.default.fileExists(atPath: fixture.diskPath()))
            try await disk.move(to: first)
            let second = fixture.path("second.vdi")
            try await disk.move(to: second)
            #expect(try await fixture.mediumInfo(disk.description)?["Location"] == second)
            #expect(try await fixture.host.disk(fixture.name("data")) == disk)
            try Data("mine".utf8).write(to: URL(filePath: first))
            try await fixture.refuses(.nameTaken, first) { try await disk.move(to: first) }
            #expect(try Data(contentsOf: URL(filePath: first)) == Data("mine".utf8))
            try await fixture.refuses(.invalidArgument, ".vdi") { try await disk.move(to: fixture.path("a.vmdk")) }
            try await fixture.refuses(.invalidArgument, "absolute") { try await disk.move(to: "a.vdi") }
            try await fixture.refuses(.invalidArgument, "no folder") {
                try await disk.move(to: fixture.path("no/a.vdi"))
            }
            try await machine.start()
            try await fixture.refuses(.invalidState, fixture.name("vm")) {
                try await disk.move(to: fixture.path("t.vdi"))
            }
            try await machine.destroy()
            #expect(try await disk.info().path == second)
            #expect(try await disk.info().state == .ready)
            try await disk.remove()
            #expect(!FileManager.default.fileExists(atPath: second))
        }
    }

    @Test("compacting gives the room of zeros back; other forms are refused")
    func compact() async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk()
            try await withContent(fixture, disk, isWritable: true) { content in
                for piece in 0..<6 {
                    _ = try await content.write(
                        offset: Int64(piece) << 20, data: Octets(Data(repeating: 7, count: 1 << 19)))
                }
                for piece in 0..<5 {
                    _ = try await content.write(offset: Int64(piece) << 20, data: Octets(Data(count: 1 << 19)))
                }
            }
            let before = try await disk.info().fileSize
            try await disk.compact()
            #expect(try await disk.info().fileSize < before)
            let fixed = try await fixture.disk("f", DiskOptions(fixed: true))
            try await fixture.refuses(.notSupported, "convert") { try await fixed.compact() }
            let vhd = try await fixture.disk("v", DiskOptions(format: .vhd))
            try await fixture.refuses(.notSupported, "convert") { try await vhd.compact() }
            let machine = try await fixture.machine("vm", .withPorts)
            try await disk.attach(to: machine)
            try await disk.compact()
            try await machine.start()
            try await fixture.refuses(.invalidState, fixture.name("vm")) { try await disk.compact() }
        }
    }

    @Test("a disk gets another type, where it can have it")
    func types() async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk()
            for type in [DiskType.normal, .immutable, .multiAttach, .multiAttach, .writeThrough] {
                try await disk.setType(type)
                #expect(try await disk.info().type == type)
            }
            try await fixture.refuses(.invalidArgument, "DVDs") { try await disk.setType(.readOnly) }
            try await fixture.refuses(.invalidArgument, "convert it to fixed") { try await disk.setType(.shareable) }
            let fixed = try await disk.convert(fixed: true)
            try await fixed.setType(.shareable)
            #expect(try await fixture.mediumInfo(fixed.description)?["Type"]?.contains("shareable") == true)
            let machine = try await fixture.machine("vm", .withPorts)
            try await fixed.attach(to: machine)
            try await fixture.refuses(.inUse, fixture.name("vm")) { try await fixed.setType(.normal) }
            let path = fixture.path("\(fixture.prefix)foreign.vdi")
            try await fixture.manage("createmedium", "disk", "--filename", path, "--size", "4")
            let foreign = try await fixture.host.disk(path)
            try await fixture.refuses(.notSupported, "attach it") { try await foreign.setType(.multiAttach) }
            try await foreign.attach(to: machine)
            try await foreign.detach(from: machine)
            try await foreign.setType(.multiAttach)
            #expect(try await foreign.info().type == .multiAttach)
        }
    }
}
