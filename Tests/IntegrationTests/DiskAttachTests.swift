//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("Disks of machines", .virtualBox)
struct DiskAttachTests {
    /// What VBoxManage finds in a slot of the SATA controller.
    private func content(_ fixture: Fixture, _ machine: Machine, _ port: Int) async throws -> String? {
        let value = try await fixture.manage.info(machine.description)?["SATA-\(port)-0"]
        return value == "none" ? nil : value
    }

    /// A machine with a SATA controller of one port that is taken, and an IDE controller.
    private var withoutPorts: MachineSpec {
        MachineSpec(
            memory: .mebibytes(32), networks: [],
            storage: [.sata("SATA", devices: [.newDisk(.mebibytes(4))]), .ide("IDE")])
    }

    /// A disk that a snapshot of the first machine has, and no machine any more, with another machine.
    private func detachedBesideSnapshot(_ fixture: Fixture) async throws -> (disk: Disk, one: Machine, other: Machine) {
        let disk = try await fixture.disk()
        let (one, other) = (try await fixture.machine("one"), try await fixture.machine("other"))
        try await disk.attach(to: one)
        try await one.takeSnapshot("with")
        try await disk.detach(from: one)
        return (disk, one, other)
    }

    @Test("a machine that is off gets a disk in the first free slot, or in the one that was asked for")
    func off() async throws {
        try await Fixture.run { fixture in
            let (disk, other) = (try await fixture.disk(), try await fixture.disk("other"))
            let machine = try await fixture.machine("vm", withoutPorts)
            let path = try await disk.info().path
            #expect(try await disk.attach(to: machine) == StorageSlot("SATA", 1))
            #expect(try await content(fixture, machine, 1) == path)
            #expect(try await disk.attach(to: machine) == StorageSlot("SATA", 1))
            #expect(try await disk.attach(to: machine, at: StorageSlot("SATA", 1)) == StorageSlot("SATA", 1))
            try await fixture.refuses(.inUse, "SATA:1") {
                try await disk.attach(to: machine, at: StorageSlot("SATA", 2))
            }
            try await fixture.refuses(.inUse, "SATA:1 is taken") {
                try await other.attach(to: machine, at: StorageSlot("SATA", 1))
            }
            try await fixture.refuses(.invalidArgument, "'SATA', 'IDE'") {
                try await other.attach(to: machine, at: StorageSlot("SCSI", 0))
            }
            try await fixture.refuses(.invalidArgument, "30 slots") {
                try await other.attach(to: machine, at: StorageSlot("SATA", 30))
            }
            #expect(try await other.attach(to: machine, at: StorageSlot("IDE", 2)) == StorageSlot("IDE", 2))
            #expect(try await fixture.manage.info(machine.description)?["IDE-1-0"] == (try await other.info().path))
            try await machine.start()
            try await machine.powerOff()
            for each in [disk, other] {
                try await each.detach(from: machine)
                try await each.detach(from: machine)
                #expect(try await each.info().users.isEmpty)
            }
            #expect(try await content(fixture, machine, 1) == nil)
            #expect(try await content(fixture, machine, 0) != nil)
        }
    }

    @Test("a machine that runs takes a disk on a SATA port, and parts with it; it is so when it is off, too")
    func running() async throws {
        try await Fixture.run { fixture in
            let (disk, before) = (try await fixture.disk(), try await fixture.disk("before"))
            let machine = try await fixture.machine("vm", .withPorts)
            #expect(try await before.attach(to: machine) == StorageSlot("SATA", 0))
            try await machine.start()
            #expect(try await disk.attach(to: machine) == StorageSlot("SATA", 1))
            #expect(try await content(fixture, machine, 1) == (try await disk.info().path))
            #expect(try await disk.info().state == .inUse)
            try await before.detach(from: machine)
            #expect(try await content(fixture, machine, 0) == nil)
            #expect(try await before.info().state == .ready)
            try await machine.pause()
            try await before.attach(to: machine, at: StorageSlot("SATA", 3))
            try await machine.resume()
            try await machine.powerOff()
            #expect(try await content(fixture, machine, 1) == (try await disk.info().path))
            #expect(try await content(fixture, machine, 3) == (try await before.info().path))
            try await machine.start()
            try await disk.detach(from: machine)
            try await machine.powerOff()
            #expect(try await content(fixture, machine, 1) == nil)
            #expect(try await content(fixture, machine, 3) != nil)
        }
    }

    @Test("what a machine that runs can not do is refused in plain words, and it stays as it is")
    func runningRefusals() async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk()
            let machine = try await fixture.machine("vm", withoutPorts)
            try await machine.start()
            try await fixture.refuses(.invalidState, "no free port", "stop it first") {
                try await disk.attach(to: machine)
            }
            try await fixture.refuses(.invalidState, "ide", "stop it first") {
                try await disk.attach(to: machine, at: StorageSlot("IDE", 0))
            }
            try await fixture.refuses(.invalidArgument, "while it runs") {
                try await disk.attach(to: machine, at: StorageSlot("SATA", 1))
            }
            try await machine.powerOff()
            try await fixture.attach(disk.info().path, to: machine)
            try await machine.start()
            try await fixture.refuses(.invalidState, "SATA:1", "stop it first") { try await disk.detach(from: machine) }
            try await machine.save()
            try await fixture.refuses(.invalidState, "saved state") { try await disk.detach(from: machine) }
            #expect(try await content(fixture, machine, 1) != nil)
            try await machine.start()
        }
    }

    @Test("a disk that another machine has is refused, with that machine's name")
    func others() async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk()
            let (one, two) = (
                try await fixture.machine("one", .withPorts), try await fixture.machine("two", .withPorts)
            )
            try await disk.attach(to: one)
            try await fixture.refuses(.inUse, fixture.name("one"), "shareable") { try await disk.attach(to: two) }
            #expect(try await content(fixture, two, 0) == nil)
            try await disk.detach(from: one)
            try await disk.attach(to: two)
            let normal = try await fixture.disk("normal", DiskOptions(type: .normal))
            try await normal.attach(to: one)
            try await one.takeSnapshot("s")
            try await fixture.refuses(.inUse, fixture.name("one")) { try await normal.attach(to: two) }
            try await fixture.refuses(.inUse, "snapshots") { try await normal.detach(from: one) }
            try await one.removeSnapshot("s")
            try await normal.detach(from: one)
            try await normal.attach(to: two)
        }
    }

    @Test(
        "disks that can be shared are had by two machines that run",
        arguments: [DiskType.shareable, .multiAttach, .immutable])
    func shared(type: DiskType) async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk("data", DiskOptions(fixed: type == .shareable, type: type))
            let (one, two) = (
                try await fixture.machine("one", .withPorts), try await fixture.machine("two", .withPorts)
            )
            for machine in [one, two] { try await disk.attach(to: machine) }
            for machine in [one, two] { try await machine.start() }
            let info = try await disk.info()
            #expect(info.type == type)
            #expect(Set(info.users.map(\.machine)) == [one, two])
            #expect(info.users.allSatisfy { $0.isAttached })
            #expect(info.children.count == (type == .shareable ? 0 : 2))
            let word = ["shareable": "shareable", "multi-attach": "multiattach", "immutable": "immutable"][
                type.rawValue]
            #expect(try await fixture.mediumInfo(disk.description)?["Type"]?.contains(word ?? "?") == true)
            try await fixture.refuses(.inUse, fixture.name("one"), fixture.name("two")) { try await disk.remove() }
            try await one.powerOff()
            try await disk.detach(from: one)
            #expect(try await disk.info().users.map(\.machine) == [two])
            #expect(try await disk.info().children.count == (type == .shareable ? 0 : 1))
            try await two.destroy()
            #expect(try await disk.info().users.isEmpty)
            #expect(try await disk.info().children.isEmpty)
            #expect(try await disk.info().state == .ready)
            // Also with no machine left that it is registered with.
            try await one.destroy()
            let three = try await fixture.machine("three", .withPorts)
            try await disk.attach(to: three)
            #expect(try await fixture.mediumInfo(disk.description)?["Type"]?.contains(word ?? "?") == true)
        }
    }

    @Test("a snapshot with a disk that another machine runs with is not restored, and both machines are named")
    func heldBySomebodyElse() async throws {
        try await Fixture.run { fixture in
            let (disk, one, other) = try await detachedBesideSnapshot(fixture)
            try await one.takeSnapshot("without")
            try await disk.attach(to: other)
            try await other.start()
            try await fixture.refuses(.inUse, "'\(fixture.name("data")).vdi' by '\(fixture.name("other"))'") {
                try await one.restore("with")
            }
            #expect(try await one.snapshots().first { $0.isCurrent }?.name == "without")
            #expect(try await content(fixture, one, 1) == nil)
            try await other.powerOff()
            try await one.restore("with")
        }
    }

    @Test(
        "a disk that was attached again beside a snapshot can go to another machine, and is removed once VirtualBox was ended"
    )
    func attachedAgain() async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let (disk, one, other) = try await detachedBesideSnapshot(fixture)
                try await disk.attach(to: one)
                #expect(try await disk.info().users.map(\.isAttached) == [true])
                try await disk.detach(from: one)
                #expect(try await disk.info().users.map(\.isAttached) == [false])
                let slot = try await disk.attach(to: other)
                #expect(try await content(fixture, other, slot.slot) == (try await disk.info().path))
                for machine in [one, other] { try await machine.destroy() }
                #expect(try await disk.info().users == [])
                let path = try await disk.info().path
                try await fixture.refuses(.inUse, "restart its web service") { try await disk.remove() }
                #expect(FileManager.default.fileExists(atPath: path))
                try await service.down()
                try await service.up()
                try await disk.remove()
                #expect(!FileManager.default.fileExists(atPath: path))
            }
        }
    }

    @Test("a disk that came back with a snapshot is its machine's, although VirtualBox does not count that")
    func cameBack() async throws {
        try await Fixture.run { fixture in
            let (disk, one, other) = try await detachedBesideSnapshot(fixture)
            try await one.restore("with")
            for _ in 0..<2 {
                #expect(try await disk.info().users.map(\.isAttached) == [true])
                #expect(try await fixture.host.disks().first { $0.disk == disk }?.users.map(\.machine) == [one])
                try await fixture.refuses(.inUse, fixture.name("one")) { try await disk.attach(to: other) }
                try await fixture.refuses(.inUse, fixture.name("one")) { try await disk.remove() }
                if try await !one.snapshots().isEmpty { try await one.removeSnapshot("with") }
            }
            try await one.start()
            try await one.powerOff()
            try await disk.detach(from: one)
            #expect(try await disk.info().users == [])
            try await disk.attach(to: other)
            try await other.destroy()
            try await disk.remove()
        }
    }

    @Test("a multi-attach disk goes to further machines, also to one that runs, when the first is gone")
    func moreMultiAttach() async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk("data", DiskOptions(type: .multiAttach))
            let one = try await fixture.machine("one", .withPorts)
            let two = try await fixture.machine("two", .withPorts)
            try await disk.attach(to: one)
            try await two.start()
            try await disk.attach(to: two)
            #expect(try await disk.info().users.count == 2)
            try await one.destroy()
            let three = try await fixture.machine("three", .withPorts)
            try await disk.attach(to: three)
            try await three.start()
            try await disk.detach(from: two)
            #expect(try await disk.info().users.map(\.machine) == [three])
            #expect(try await disk.info().children.count == 1)
        }
    }

    @Test("a spec names data disks; one that is not there or that another machine has is a problem")
    func spec() async throws {
        try await Fixture.run { fixture in
            let (disk, multi) = (try await fixture.disk(), try await fixture.disk("m", DiskOptions(type: .multiAttach)))
            let storage = [
                VMFest.StorageController.sata(
                    "SATA", devices: [.disk(fixture.name("data")), nil, .disk(fixture.name("m"))])
            ]
            let spec = MachineSpec(memory: .mebibytes(32), networks: [], storage: storage)
            let machine = try await fixture.machine("vm", spec)
            #expect(try await content(fixture, machine, 0) == (try await disk.info().path))
            #expect(try await multi.info().users.map(\.machine) == [machine])
            #expect(try await multi.info().children.count == 1)
            let configuration = try await machine.configuration()
            #expect(
                configuration.spec.storage.first?.devices.map(\.?.content) == storage.first?.devices.map(\.?.content))
            let error = try await #require(throws: VMFestError.self) { try await fixture.machine("two", spec) }
            #expect(error.problems.map(\.place) == ["storage[0].devices[0]"])
            #expect("\(error)".contains(fixture.name("vm")))
            let writes = try await fixture.host.disk(try #require(try await content(fixture, machine, 2)))
            try await fixture.refuses(.inUse, fixture.name("m"), "clone") { try await writes.grow(to: .mebibytes(16)) }
            var other = spec
            other.storage = [.sata("SATA", devices: [.disk(fixture.name("none"))])]
            try await fixture.refuses(.invalidSpec, fixture.name("none"), "storage[0].devices[0]") {
                _ = try await fixture.machine("two", other)
            }
            try await machine.start()
            try await machine.destroy()
            #expect(try await disk.info().state == .ready)
        }
    }

    @Test("the first machine that gets a multi-attach disk has to be off")
    func firstMultiAttach() async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk("data", DiskOptions(type: .multiAttach))
            let machine = try await fixture.machine("vm", .withPorts)
            try await machine.start()
            try await fixture.refuses(.invalidState, "off") { try await disk.attach(to: machine) }
            #expect(try await disk.info().users.isEmpty)
        }
    }

    @Test("of several machines that are to get a disk at once one gets it")
    func together() async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk()
            let machines = [
                try await fixture.machine("one", .withPorts), try await fixture.machine("two", .withPorts),
                try await fixture.machine("three", .withPorts),
            ]
            // From programs of their own, as it were: by hosts that do not share a turn there is none.
            let done = await withTaskGroup(of: Bool.self) { group in
                for machine in machines {
                    group.addTask { (try? await disk.attach(to: machine)) != nil }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(done.filter { $0 }.count == 1)
            #expect(try await disk.info().users.count == 1)
        }
    }

    @Test("a cancelled task leaves the disk attached or not, and the machine starts", arguments: 0..<6)
    func cancelled(moment: Int) async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk(
                "data", DiskOptions(type: moment.isMultiple(of: 2) ? .normal : .multiAttach))
            let machine = try await fixture.machine("vm", .withPorts)
            let start = fixture.host.callCount
            let attaching = Task { try await disk.attach(to: machine) }
            try await fixture.calls(reach: start + 6 + moment * 8)
            attaching.cancel()
            let isDone = (try? await attaching.value) != nil
            #expect(try await (content(fixture, machine, 0) != nil) == isDone)
            #expect(try await disk.info().users.isEmpty == !isDone)
            try await machine.start()
        }
    }

    @Test("a full clone has copies of data disks; a linked one leaves those to the original that one machine can have")
    func clones() async throws {
        try await Fixture.run { fixture in
            let (disk, shared) = (
                try await fixture.disk(), try await fixture.disk("s", DiskOptions(fixed: true, type: .shareable))
            )
            let machine = try await fixture.machine("vm", .withPorts)
            try await disk.attach(to: machine)
            try await shared.attach(to: machine)
            let full = try await machine.clone(as: fixture.name("full"), .full)
            #expect(try await disk.info().users.map(\.machine) == [machine])
            try await full.destroy()
            try await machine.takeSnapshot("one")
            let linked = try await machine.clone(as: fixture.name("linked"), of: "one", .linked)
            #expect(try await disk.info().users.map(\.machine) == [machine])
            #expect(try await Set(shared.info().users.map(\.machine)) == [machine, linked])
            try await machine.start()
            try await linked.start()
            try await linked.destroy()
            #expect(try await disk.info().state == .inUse)
            try await machine.destroy()
            for each in [disk, shared] { #expect(try await each.info().state == .ready) }
        }
    }

    @Test("the base of an image is no disk for machines")
    func imageBase() async throws {
        try await Fixture.run { fixture in
            let name = fixture.name("image")
            let image = try await fixture.host.importImage(name, from: fixture.emptyImage())
            let machine = try await fixture.machine("vm", .withPorts)
            let base = try await fixture.host.disk(image.path)
            #expect(try await base.info().image == name)
            try await fixture.refuses(.inUse, name) { try await base.attach(to: machine) }
            try await fixture.refuses(.inUse, name) { try await base.remove(evenForeign: true) }
            try await fixture.host.removeImage(name)
        }
    }
}
