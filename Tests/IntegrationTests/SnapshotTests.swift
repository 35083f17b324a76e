//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("Snapshots", .virtualBox)
struct SnapshotTests {
    /// A machine with a disk of its own on an image.
    private func machine(_ fixture: Fixture) async throws -> Machine {
        let spec = MachineSpec(memory: .mebibytes(32), networks: [], storage: [.sata("SATA", devices: [])])
        return try await fixture.machine("vm", spec, image: .file(fixture.emptyImage()))
    }

    /// What VBoxManage calls the machine's snapshots.
    private func names(_ fixture: Fixture, _ machine: Machine) async throws -> Set<String> {
        let info = try #require(try await fixture.manage.info(machine.description))
        return Set(info.filter { $0.key.hasPrefix("SnapshotName") }.values)
    }

    @Test("what is written after a snapshot, after a restore and to a linked clone is not emptied at the next start")
    func writes() async throws {
        try await Fixture.run { fixture in
            let spec = MachineSpec(memory: .mebibytes(32), networks: [], storage: [.sata("SATA", devices: [])])
            let machine = try await fixture.machine("vm", spec, image: .file(fixture.emptyImage()))
            /// Whether VirtualBox empties the disk at every start.
            func isEmptied(_ machine: Machine) async throws -> Bool {
                let seen = try #require(try await fixture.manage.info(machine.description))
                let disk = try #require(seen["SATA-ImageUUID-0-0"])
                let listing = try await fixture.manage("showmediuminfo", "disk", disk)
                return listing.contains(/Auto-Reset: +on/)
            }
            #expect(try await !isEmptied(machine))
            try await machine.takeSnapshot("clean")
            #expect(try await !isEmptied(machine))
            try await machine.start()
            try await machine.takeSnapshot("live")
            #expect(try await !isEmptied(machine))
            try await machine.restore("clean", force: true)
            #expect(try await !isEmptied(machine))
            let clone = try await machine.clone(as: fixture.name("clone"), of: "clean", .linked)
            #expect(try await !isEmptied(clone))
            try await machine.removeSnapshot("live")
            #expect(try await !isEmptied(machine))
        }
    }

    @Test("the tree has every snapshot below the one that it was taken after, and knows the current one")
    func tree() async throws {
        try await Fixture.run { fixture in
            let machine = try await machine(fixture)
            #expect(try await machine.snapshots() == [])
            let one = try await machine.takeSnapshot("one", description: "the first\nof all")
            #expect(one.isCurrent && !one.isLive && one.parent == nil && one.depth == 0)
            let two = try await machine.takeSnapshot("two")
            try await machine.restore("one")
            let three = try await machine.takeSnapshot("three")
            let found = try await machine.snapshots()
            #expect(found.map(\.name) == ["one", "two", "three"])
            #expect(found.map(\.parent) == [nil, one.id, one.id])
            #expect(found.map(\.depth) == [0, 1, 1])
            #expect(found.map(\.isCurrent) == [false, false, true])
            #expect(found.map(\.description) == ["the first\nof all", "", ""])
            #expect(found.map(\.id) == [one.id, two.id, three.id])
            #expect(try await names(fixture, machine) == ["one", "two", "three"])
            let refusal = try await #require(throws: VMFestError.self) { try await machine.removeSnapshot("one") }
            #expect(refusal.code == .inUse)
            #expect(refusal.message.contains("'two', 'three'"), "\(refusal)")
            try await machine.removeSnapshot(two)
            try await machine.removeSnapshot(two)
            try await machine.removeSnapshot("one")
            #expect(try await names(fixture, machine) == ["three"])
        }
    }

    @Test(
        "a snapshot that both the machine and another snapshot came from is not removed, and the refusal says what helps"
    )
    func fork() async throws {
        try await Fixture.run { fixture in
            let machine = try await machine(fixture)
            try await machine.takeSnapshot("one")
            try await machine.takeSnapshot("two")
            try await machine.restore("one")
            for isRunning in [false, true] {
                if isRunning { try await machine.start() }
                try await fixture.refuses(.inUse, "'two'", "present state") { try await machine.removeSnapshot("one") }
                #expect(try await names(fixture, machine) == ["one", "two"])
            }
            #expect(try await fixture.manage.state(machine.description) == "running")
            try await machine.powerOff()
            try await machine.restore("two")
            try await machine.removeSnapshot("one")
            #expect(try await names(fixture, machine) == ["two"])
        }
    }

    @Test("a name that another snapshot has is refused; one that VBoxManage gave twice is ambiguous, and a UUID is not")
    func duplicates() async throws {
        try await Fixture.run { fixture in
            let machine = try await machine(fixture)
            let one = try await machine.takeSnapshot("one")
            let taken = try await #require(throws: VMFestError.self) { try await machine.takeSnapshot("one") }
            #expect(taken.code == .nameTaken)
            #expect(taken.message.contains(one.id.uuidString.lowercased()))
            try await fixture.manage("snapshot", machine.description, "take", "one")
            let both = try await machine.snapshots()
            #expect(both.count == 2)
            for verb in ["show", "restore", "remove"] {
                let error = try await #require(throws: VMFestError.self) {
                    switch verb {
                    case "show": _ = try await machine.snapshot("one")
                    case "restore": try await machine.restore("one")
                    default: try await machine.removeSnapshot("one")
                    }
                }
                #expect(error.code == .ambiguousName, "\(verb): \(error)")
                for snapshot in both { #expect(error.message.contains(snapshot.id.uuidString.lowercased())) }
            }
            #expect(try await machine.snapshot(both[1].id.uuidString) == both[1])
            try await machine.removeSnapshot(both[1].id.uuidString)
            let missing = try await #require(throws: VMFestError.self) { try await machine.restore("two") }
            #expect(missing.code == .noSuchSnapshot)
            #expect(missing.message.contains("it has one"))
        }
    }

    @Test(
        "after a restore a forward leads from its port again, or from another one where another machine has that",
        arguments: [false, true])
    func forwards(isLive: Bool) async throws {
        try await Fixture.run { fixture in
            func port(_ machine: Machine) async throws -> Int? {
                let info = try #require(try await fixture.manage.info(machine.description))
                return info["Forwarding(0)"].flatMap { Int($0.split(separator: ",")[3]) }
            }
            func card(_ forwards: PortForward...) -> MachineSpec {
                MachineSpec(memory: .mebibytes(32), networks: [.nat(forwards: forwards)])
            }
            let machine = try await fixture.machine("vm", card(PortForward(hostPort: 0, guestPort: 80)))
            let old = try #require(try await port(machine))
            if isLive { try await machine.start() }
            try await machine.takeSnapshot("clean")
            if isLive { try await machine.powerOff() }
            func giveUpPort() async throws {
                try await machine.update { $0.networks[0].attachment = .nat(forwards: []) }
            }
            try await giveUpPort()
            let other = try await fixture.machine("other", card(PortForward(hostPort: old, guestPort: 80)))
            try await machine.restore("clean")
            let new = try #require(try await port(machine))
            #expect(new != old)
            #expect(try await machine.endpoints().compactMap(\.forward?.port) == [new])
            #expect(try await port(other) == old)
            // It is reserved from now on.
            try await fixture.refuses(.inUse, fixture.name("vm")) {
                _ = try await fixture.machine("third", card(PortForward(hostPort: new, guestPort: 80)))
            }
            try await machine.start()
            try await machine.powerOff()

            try await other.destroy()
            try await machine.restore("clean")
            #expect(try await port(machine) == old)
            // What leads to the machine no longer is anybody's.
            _ = try await fixture.machine("fourth", card(PortForward(hostPort: new, guestPort: 80)))
            try await fixture.refuses(.inUse, fixture.name("vm")) {
                _ = try await fixture.machine("third", card(PortForward(hostPort: old, guestPort: 80)))
            }
        }
    }

    @Test("a snapshot gets another name and description, whatever the machine is doing")
    func edited() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await machine.takeSnapshot("one", description: "first")
            try await machine.takeSnapshot("two")
            try await fixture.refuses(.nameTaken, "two") { try await machine.editSnapshot("one", name: "two") }
            try await fixture.refuses(.noSuchSnapshot) { try await machine.editSnapshot("three", name: "four") }
            try await fixture.refuses(.invalidArgument) { try await machine.editSnapshot("one", name: "") }
            let edited = try await machine.editSnapshot("one", name: "eins")
            #expect(edited.name == "eins" && edited.description == "first")
            try await machine.start()
            try await machine.editSnapshot("two", description: "second\nline")
            try await machine.save()
            try await machine.editSnapshot("eins", name: "eins", description: "")
            let found = try await machine.snapshots()
            #expect(found.map(\.name) == ["eins", "two"])
            #expect(found.map(\.description) == ["", "second\nline"])
            let values = try #require(try await fixture.manage.info(machine.description))
            #expect(values["SnapshotName"] == "eins" && values["CurrentSnapshotName"] == "two")
        }
    }

    @Test("what can not be a name is refused", arguments: ["", "a\u{1}b", "7CE1B7C3-7B7C-4F8F-8D3B-0A4F0D1E2C3B"])
    func badName(name: String) async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let error = try await #require(throws: VMFestError.self) { try await machine.takeSnapshot(name) }
            #expect(error.code == .invalidArgument)
            #expect(try await machine.snapshots() == [])
        }
    }

    @Test("a machine that runs goes on while its snapshot is taken and removed; it is taken back only when forced")
    func running() async throws {
        try await Fixture.run { fixture in
            let machine = try await machine(fixture)
            try await machine.start()
            let live = try await machine.takeSnapshot("live")
            #expect(live.isLive)
            #expect(try await fixture.manage.state(machine.description) == "running")
            let refusal = try await #require(throws: VMFestError.self) { try await machine.restore("live") }
            #expect(refusal.code == .invalidState)
            #expect(try await fixture.manage.state(machine.description) == "running")
            let wrong = try await #require(throws: VMFestError.self) { try await machine.restore("none", force: true) }
            #expect(wrong.code == .noSuchSnapshot)
            #expect(try await fixture.manage.state(machine.description) == "running")
            try await machine.removeSnapshot("live")
            #expect(try await fixture.manage.state(machine.description) == "running")
            try await machine.takeSnapshot("again")
            try await machine.restore("again", force: true)
            #expect(try await fixture.manage.state(machine.description) == "saved")
            try await machine.discardState()
            #expect(try await fixture.manage.state(machine.description) == "poweroff")
            #expect(try await names(fixture, machine) == ["again"])
        }
    }

    @Test("a cancelled task leaves no snapshot, whatever it was at", arguments: 0..<8)
    func cancelled(moment: Int) async throws {
        try await Fixture.run { fixture in
            let machine = try await machine(fixture)
            let start = fixture.host.callCount
            let taking = Task { try await machine.takeSnapshot("one") }
            try await fixture.calls(reach: start + min(2 + moment * 3, 24))
            taking.cancel()
            let isTaken = (try? await taking.value) != nil
            #expect(try await names(fixture, machine) == (isTaken ? ["one"] : []))
            try await machine.start()
        }
    }

    @Test("of several who take a snapshot of one name at once one succeeds; with different names all do")
    func together() async throws {
        try await Fixture.run { fixture in
            let machine = try await machine(fixture)
            let outcomes = await (0..<4).concurrentOutcomes { _ in _ = try await machine.takeSnapshot("same") }
            #expect(outcomes.filter { $0 == nil }.count == 1)
            #expect(outcomes.compactMap { ($0 as? VMFestError)?.code } == [.nameTaken, .nameTaken, .nameTaken])
            let others = await (0..<4).concurrentOutcomes { number in
                _ = try await machine.takeSnapshot("other-\(number)")
            }
            #expect(others.allSatisfy { $0 == nil }, "\(others)")
            #expect(try await machine.snapshots().count == 5)
        }
    }
}

extension Range<Int> {
    /// Does something with all at once, and gives the errors.
    fileprivate func concurrentOutcomes(_ work: @escaping @Sendable (Int) async throws -> Void) async -> [(any Error)?]
    {
        await withTaskGroup(of: (any Error)?.self) { group in
            for number in self {
                group.addTask {
                    do { try await work(number) } catch { return error }
                    return nil
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }
}
