//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("Discs", .virtualBox)
struct DiscTests {
    /// Makes a file that VirtualBox takes as a disc.
    private func disc(_ fixture: Fixture, _ name: String = "a.iso") throws -> String {
        try Data(count: 1 << 16).write(to: URL(filePath: fixture.path(name)))
        return fixture.path(name)
    }

    private func content(_ fixture: Fixture, _ machine: Machine, _ slot: String) async throws -> String? {
        try await fixture.manage.info(machine.description)?[slot]
    }

    private func discs(_ fixture: Fixture) async throws -> Bool {
        try await fixture.manage("list", "dvds").contains(fixture.folder.path)
    }

    @Test(
        "a disc goes in and out, whether the machine runs or not; VirtualBox forgets it then", arguments: [false, true])
    func inAndOut(isRunning: Bool) async throws {
        try await Fixture.run { fixture in
            let (one, two) = (try disc(fixture), try disc(fixture, "b.iso"))
            let spec = MachineSpec(memory: .mebibytes(32), networks: [], storage: [.ide("IDE", devices: [.dvd()])])
            let machine = try await fixture.machine("vm", spec)
            if isRunning { try await machine.start() }
            let slot = StorageSlot("IDE", 0)
            try await machine.ejectDisc()
            #expect(try await machine.insertDisc(one) == slot)
            #expect(try await content(fixture, machine, "IDE-0-0") == one)
            #expect(try await machine.insertDisc(one) == slot)
            try await fixture.refuses(.inUse, "IDE:0", one) { try await machine.insertDisc(two) }
            #expect(try await machine.insertDisc(two, at: slot) == slot)
            #expect(try await content(fixture, machine, "IDE-0-0") == two)
            try await machine.ejectDisc()
            #expect(try await content(fixture, machine, "IDE-0-0") == "emptydrive")
            try await machine.ejectDisc(at: slot)
            try await machine.powerOff()
            #expect(try await content(fixture, machine, "IDE-0-0") == "emptydrive")
        }
    }

    @Test("a machine without a drive gets one, also while it runs; VirtualBox forgets the disc with the machine")
    func newDrive() async throws {
        try await Fixture.run { fixture in
            let one = try disc(fixture)
            let machine = try await fixture.machine("vm", .withPorts)
            #expect(try await machine.insertDisc(one) == StorageSlot("SATA", 0))
            #expect(try await content(fixture, machine, "SATA-0-0") == one)
            try await machine.destroy()
            #expect(try await !discs(fixture))
            #expect(FileManager.default.fileExists(atPath: one))
            let other = try await fixture.machine("other", .withPorts)
            try await other.start()
            #expect(try await other.insertDisc(one) == StorageSlot("SATA", 0))
            #expect(try await content(fixture, other, "SATA-0-0") == one)
        }
    }

    @Test("what is no disc, no drive or no path is refused, and nothing is left")
    func refusals() async throws {
        try await Fixture.run { fixture in
            let spec = MachineSpec(
                memory: .mebibytes(32), networks: [],
                storage: [.ide("IDE", devices: [.dvd(), .newDisk(.mebibytes(4))])])
            let machine = try await fixture.machine("vm", spec)
            try await fixture.refuses(.noSuchImage, "none.iso") {
                try await machine.insertDisc(fixture.path("none.iso"))
            }
            try await fixture.refuses(.invalidArgument, "absolute") { try await machine.insertDisc("a.iso") }
            try await fixture.refuses(.inUse, "IDE:1") {
                try await machine.insertDisc(disc(fixture), at: StorageSlot("IDE", 1))
            }
            try await fixture.refuses(.invalidArgument, "IDE:1", "IDE:0 has no disc") {
                try await machine.ejectDisc(at: StorageSlot("IDE", 1))
            }
            #expect(try await content(fixture, machine, "IDE-0-0") == "emptydrive")
            #expect(try await !discs(fixture))
        }
    }

    @Test("what no machine has is forgotten, whether its file is there or not; what somebody needs stays known")
    func forgetting() async throws {
        try await Fixture.run { fixture in
            let (one, gone) = (try disc(fixture), try disc(fixture, "gone.iso"))
            let spec = MachineSpec(
                memory: .mebibytes(32), networks: [], storage: [.ide("IDE", devices: [.dvd(one), .dvd(gone)])])
            let (manage, name) = (fixture.manage, fixture.name())
            let machine = try await fixture.machine("vm", spec)
            try await fixture.refuses(.inUse, name) { try await fixture.host.forgetMedium(one) }
            try await machine.ejectDisc(at: StorageSlot("IDE", 1))
            try await manage(
                "storageattach", name, "--storagectl", "IDE", "--port", "0", "--device", "1", "--type", "dvddrive",
                "--medium", gone)
            try await manage(
                "storageattach", name, "--storagectl", "IDE", "--port", "0", "--device", "1", "--type", "dvddrive",
                "--medium", "emptydrive")
            try FileManager.default.removeItem(atPath: gone)
            #expect(try await fixture.host.health().unreadableMedia.map(\.path).contains(gone))
            try await fixture.host.forgetMedium(gone)
            #expect(try await !fixture.host.health().unreadableMedia.map(\.path).contains(gone))
            try await fixture.refuses(.noSuchDisk) { try await fixture.host.forgetMedium(gone) }
            let disk = fixture.path("foreign.vdi")
            try await manage("createmedium", "disk", "--filename", disk, "--size", "2")
            let id = try #require(try await fixture.mediumInfo(disk)?["UUID"])
            try await fixture.host.forgetMedium(id)
            #expect(FileManager.default.fileExists(atPath: disk))
            #expect(try await !fixture.media().contains(disk))
            let data = try await fixture.disk()
            try await fixture.refuses(.notSupported, "disk rm") {
                try await fixture.host.forgetMedium(data.description)
            }
            try await machine.destroy()
            #expect(try await !fixture.media().contains(one))
        }
    }
}
