//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest
import VirtualBox
import VirtualBoxAPI

@Suite("Images of snapshots", .virtualBox)
struct ImageOfSnapshotTests {
    private static let place = 4096
    private static let capacity = 1 << 20

    /// A sector that nobody else writes.
    private static func sector(_ word: String) -> Data {
        var bytes = Data(word.utf8)
        bytes.append(Data(count: 512 - bytes.count))
        return bytes
    }

    /// Writes to the disk that a machine has now, as its guest would.
    private func write(_ word: String, to machine: VMFest.Machine, _ fixture: Fixture) async throws {
        try await WebService(.init(url: fixture.host.url)).withVirtualBox { scope in
            let remote = try await scope.box.findMachine(nameOrId: machine.description)
            let attachments = try await remote.getMediumAttachments()
            let disk = try #require(attachments.first { $0.type == .hardDisk }?.medium)
            let sink = try await disk.openForIO(writable: true, password: "")
            _ = try await sink.write(offset: Int64(Self.place), data: Octets(Self.sector(word)))
            try await sink.close()
        }
    }

    /// What VBoxManage reads from an image's disk.
    private func content(of image: ImageInfo, _ fixture: Fixture) async throws -> Data {
        let copy = fixture.path("\(image.name).img")
        try await fixture.manage("clonemedium", "disk", image.path, copy, "--format", "RAW")
        try await fixture.manage("closemedium", "disk", copy)
        return try Data(contentsOf: URL(filePath: copy))
    }

    @Test(
        "an image of a snapshot has what was written before it and nothing of what was written after, also while the machine runs"
    )
    func contents() async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let host = fixture.host
                let bytes = Data((0..<Self.capacity).map { _ in UInt8.random(in: .min ... .max) })
                try bytes.write(to: URL(filePath: fixture.path("source.img")))
                try await host.importImage("base", from: fixture.path("source.img"))
                let machine = try await host.create("web", .small, image: .named("base"))
                var expected: [Data] = []
                for word in ["first", "second", "third"] {
                    try await write(word, to: machine, fixture)
                    if word != "third" { try await machine.takeSnapshot(word) }
                    var whole = bytes
                    whole.replaceSubrange(Self.place..<(Self.place + 512), with: Self.sector(word))
                    expected.append(whole)
                }
                try await machine.start()
                let before = try await fixture.remains(beside: machine.info().settingsFile)
                for snapshot in ["none", ""] {
                    try await fixture.refuses(.noSuchSnapshot, "'web'", "first, second") {
                        try await host.createImage("mine", from: machine, at: snapshot)
                    }
                }
                try await fixture.refuses(.invalidState, "snapshot") {
                    try await host.createImage("mine", from: machine)
                }
                #expect(try await fixture.remains(beside: machine.info().settingsFile) == before)

                let first = try await host.createImage("first", from: machine, at: "first")
                let id = try await machine.snapshot("second").id.uuidString
                let second = try await host.createImage("second", from: machine, at: id)
                #expect(try await fixture.manage.state("web") == "running")
                #expect(first.source == "machine web, snapshot first")
                #expect(try await content(of: first, fixture) == expected[0])
                #expect(try await content(of: second, fixture) == expected[1])
                try await machine.powerOff()
                let third = try await host.createImage("third", from: machine)
                #expect(try await content(of: third, fixture) == expected[2])

                // They need nothing of the machine.
                try await machine.destroy()
                for name in ["first", "second", "third", "base"] {
                    #expect(try await host.checkImage(name).finding == .good)
                    try await host.removeImage(name)
                }
            }
        }
    }

    @Test("a machine without snapshots, and a disk that snapshots do not cover, are refused")
    func refusals() async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let spec = MachineSpec(memory: .mebibytes(32), networks: [], storage: [.sata("SATA", devices: [])])
                let machine = try await fixture.machine("vm", spec)
                try await fixture.refuses(.noSuchSnapshot, "it has none") {
                    try await fixture.host.createImage("mine", from: machine, at: "clean")
                }
                try await machine.takeSnapshot("clean")
                try await fixture.refuses(.notSupported, "no hard disk") {
                    try await fixture.host.createImage("mine", from: machine, at: "clean")
                }
                let disk = fixture.path("through.vdi")
                try await fixture.manage("createmedium", "disk", "--filename", disk, "--size", "8")
                try await fixture.attach(disk, to: machine)
                try await fixture.manage("modifymedium", "disk", disk, "--type", "writethrough")
                try await machine.takeSnapshot("through")
                try await fixture.refuses(.notSupported, "do not cover") {
                    try await fixture.host.createImage("mine", from: machine, at: "through")
                }
                #expect(try await fixture.host.images().isEmpty)
            }
        }
    }
}
