//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

@Suite("Images", .virtualBox)
struct ImageTests {
    @Test("each machine has a differencing disk of its own, and the image is never written")
    func differencingDisks() async throws {
        try await Fixture.run { fixture in
            let image = try await fixture.emptyImage()
            let content = try Data(contentsOf: URL(filePath: image))
            var machines: [Machine] = []
            for name in ["a", "b"] {
                let machine = try await fixture.machine(name, image: .file(image))
                machines.append(machine)
                let disk = try #require(try await fixture.manage.info(machine.description)?["SATA-0-0"])
                #expect(disk.hasSuffix("/\(fixture.name(name))/\(fixture.name(name)).vdi"))
                let facts = try await fixture.manage("showmediuminfo", "disk", disk)
                #expect(facts.contains("differencing"))
                #expect(facts.contains("Auto-Reset:     off"), "a disk that is emptied at every start: \(facts)")
                try await machine.start()
            }
            #expect(try await fixture.manage("showmediuminfo", "disk", image).contains("immutable"))
            for machine in machines { try await machine.destroy() }
            #expect(try Data(contentsOf: URL(filePath: image)) == content)
            #expect(try await fixture.ownMedia().isEmpty)
        }
    }

    @Test("an image that is not writable and one of another format do as well", arguments: ["VDI", "VMDK", "VHD"])
    func formats(format: String) async throws {
        try await Fixture.run { fixture in
            let image = try await fixture.emptyImage("base." + format.lowercased(), format: format)
            try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: image)
            let content = try Data(contentsOf: URL(filePath: image))
            let machine = try await fixture.machine(image: .file(image))
            try await machine.start()
            try await machine.destroy()
            #expect(try Data(contentsOf: URL(filePath: image)) == content)
            #expect(try await fixture.ownMedia().isEmpty)
        }
    }

    @Test("guard one: VirtualBox does not hand the image over when anyone removes the last machine with its disks")
    func immutableBase() async throws {
        try await Fixture.run { fixture in
            let image = try await fixture.emptyImage()
            let machine = try await fixture.machine(image: .file(image))
            try await fixture.manage("unregistervm", machine.description, "--delete")
            #expect(FileManager.default.fileExists(atPath: image))
            #expect(try await !fixture.hasMachineFolder())
            // The entry that VMFest made stays then, and goes with the next machine on the image.
            try await fixture.machine(image: .file(image)).destroy()
            #expect(try await fixture.ownMedia().isEmpty)
        }
    }

    @Test("guard two: of what VirtualBox hands over, only what lies in the machine's folder is deleted")
    func ownership() async throws {
        try await Fixture.run { fixture in
            let image = fixture.path("normal.vdi")
            try await fixture.manage("createmedium", "disk", "--filename", image, "--size", "16")
            let name = fixture.name()
            try await fixture.manage("createvm", "--name", name, "--register")
            let machine = try await fixture.host.machine(named: name)
            let folder = URL(filePath: try await machine.info().settingsFile).deletingLastPathComponent()
            let disk = folder.appending(path: "diff.vdi").path
            try await fixture.manage("createmedium", "disk", "--diffparent", image, "--filename", disk)
            try await fixture.manage("storagectl", name, "--name", "SATA", "--add", "sata")
            try await fixture.manage(
                "storageattach", name, "--storagectl", "SATA", "--port", "0", "--type", "hdd", "--medium", disk)
            #expect(try await fixture.manage("showmediuminfo", "disk", image).contains("normal (base)"))
            try await machine.destroy()
            #expect(FileManager.default.fileExists(atPath: image))
            #expect(!FileManager.default.fileExists(atPath: folder.path))
        }
    }

    @Test("an image that a machine writes to is refused, and says what can be done")
    func writtenImage() async throws {
        try await Fixture.run { fixture in
            let image = try await fixture.emptyImage()
            var spec = MachineSpec.small
            spec.storage = [.sata("SATA", devices: [.disk(image)])]
            let writer = try await fixture.machine("writer", spec)
            let error = try await #require(throws: VMFestError.self) { try await fixture.machine(image: .file(image)) }
            #expect(error.code == .inUse)
            #expect(error.message.contains(image))
            #expect(error.message.contains("detach it there, or copy the file"))
            #expect(try await !fixture.hasMachineFolder())
            try await writer.destroy()
            #expect(FileManager.default.fileExists(atPath: image))
        }
    }

    @Test("an image that the user had registered stays registered")
    func registeredImage() async throws {
        try await Fixture.run { fixture in
            let image = fixture.path("known.vdi")
            try await fixture.manage("createmedium", "disk", "--filename", image, "--size", "16")
            for _ in 0..<2 { try await fixture.machine(image: .file(image)).destroy() }
            #expect(try await fixture.ownMedia().contains(image))
        }
    }

    @Test("creates and destroys on one image do not disturb each other, and it is forgotten at the end")
    func concurrentUse() async throws {
        try await Fixture.run { fixture in
            let image = try await fixture.emptyImage()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<4 {
                    group.addTask {
                        for round in 0..<10 {
                            let machine = try await fixture.machine("\(task)-\(round)", image: .file(image))
                            try await machine.destroy()
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(FileManager.default.fileExists(atPath: image))
            #expect(try await fixture.ownMedia().isEmpty)
        }
    }
}
