//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("Clones", .virtualBox)
struct CloneTests {
    /// A machine with a disk of its own on an image, a card with a forward, and a serial port to a file of its own.
    private func machine(_ fixture: Fixture) async throws -> Machine {
        let spec = MachineSpec(
            memory: .mebibytes(32), networks: [.nat(forwards: [PortForward(hostPort: 0, guestPort: 80)])],
            storage: [.sata("SATA", devices: [])], serialPorts: [SerialPort(file: "console.log")])
        return try await fixture.host.create(
            fixture.name("vm"), spec, image: .file(fixture.emptyImage()),
            labels: MachineLabels(tags: ["role": "source"], owner: "somebody"))
    }

    /// The ports of the host that lead to a machine.
    private func ports(_ fixture: Fixture, _ machine: Machine) async throws -> [String] {
        let info = try #require(try await fixture.manage.info(machine.description))
        return info.filter { $0.key.hasPrefix("Forwarding(") }.values.map { String($0.split(separator: ",")[3]) }
    }

    @Test(
        "a clone is a machine of its own: name, folder, addresses, ports, tags, files, disks",
        arguments: CloneKind.allCases)
    func own(kind: CloneKind) async throws {
        try await Fixture.run { fixture in
            let source = try await machine(fixture)
            try await source.takeSnapshot("clean")
            let clone = try await source.clone(
                as: fixture.name("clone"), of: "clean", kind, labels: MachineLabels(tags: ["role": "clone"]))
            let (one, two) = try await (source.info(), clone.info())
            #expect(two.name == fixture.name("clone") && two.isManaged && two.tags == ["role": "clone"])
            #expect(two.owner != "somebody")
            let folder = URL(filePath: two.settingsFile).deletingLastPathComponent().path
            #expect(
                folder
                    == URL(filePath: one.settingsFile).deletingLastPathComponent().path.replacing("-vm", with: "-clone")
            )
            let first = try #require(try await fixture.manage.info(source.description))
            let second = try #require(try await fixture.manage.info(clone.description))
            #expect(first["macaddress1"] != second["macaddress1"])
            #expect(second["uartmode1"] == "file,\(folder)/console.log")
            #expect(second["SATA-0-0"]?.hasPrefix(folder) == true, "\(second["SATA-0-0"] ?? "none")")
            let (theirs, own) = try await (ports(fixture, source), ports(fixture, clone))
            #expect(theirs.count == 1 && own.count == 1 && theirs != own)
            try await clone.start()
            try await source.start()
            try await clone.destroy()
            #expect(!FileManager.default.fileExists(atPath: folder))
            try await source.powerOff()
            try await source.removeSnapshot("clean")
            try await source.destroy()
            #expect(try await fixture.media().filter { $0.contains(fixture.prefix) } == [])
        }
    }

    @Test("all cards of a machine with many get new addresses and ports")
    func manyCards() async throws {
        try await Fixture.run { fixture in
            let source = try await fixture.machine()
            // The cards beyond the eighth are there only when the chipset has been saved.
            try await fixture.manage("modifyvm", source.description, "--chipset", "ich9")
            try await fixture.manage(
                "modifyvm", source.description, "--nic12", "nat", "--nat-pf12", "web,tcp,,20123,,80")
            let clone = try await source.clone(as: fixture.name("clone"))
            let first = try #require(try await fixture.manage.info(source.description))
            let second = try #require(try await fixture.manage.info(clone.description))
            #expect(second["nic12"] == "nat")
            let address = second["macaddress12"]
            #expect(address != nil && address != first["macaddress12"])
            let ports = try await ports(fixture, clone)
            #expect(ports.count == 1 && ports != ["20123"], "\(ports)")
        }
    }

    @Test(
        "a snapshot and a machine that a linked clone is based on are not removed before it, and the refusal names it")
    func dependence() async throws {
        try await Fixture.run { fixture in
            let source = try await machine(fixture)
            try await source.takeSnapshot("clean")
            let clone = try await source.clone(as: fixture.name("clone"), of: "clean", .linked)
            for isSnapshot in [true, false] {
                let error = try await #require(throws: VMFestError.self) {
                    if isSnapshot { try await source.removeSnapshot("clean") } else { try await source.destroy() }
                }
                #expect(error.code == .inUse)
                #expect(
                    error.message.contains("linked clones") && error.message.contains(fixture.name("clone")), "\(error)"
                )
            }
            #expect(try await source.snapshots().map(\.name) == ["clean"])
            try await clone.start()
            try await clone.destroy()
            try await source.removeSnapshot("clean")
        }
    }

    @Test(
        "a machine that linked clones are based on is not switched off by a destroy that is refused",
        arguments: [false, true])
    func runningSource(isPaused: Bool) async throws {
        try await Fixture.run { fixture in
            let source = try await machine(fixture)
            try await source.takeSnapshot("clean")
            let clone = try await source.clone(as: fixture.name("clone"), of: "clean", .linked)
            try await source.start()
            if isPaused { try await source.pause() }
            try await fixture.refuses(.inUse, fixture.name("clone")) { try await source.destroy() }
            #expect(try await fixture.manage.state(source.description) == (isPaused ? "paused" : "running"))
            try await clone.destroy()
            try await source.destroy()
            #expect(try await fixture.manage.state(source.description) == nil)
        }
    }

    @Test("what can not be cloned is refused, and nothing is left")
    func refusals() async throws {
        try await Fixture.run { fixture in
            let source = try await machine(fixture)
            let other = try await fixture.machine("other")
            func code(_ work: () async throws -> Machine) async throws -> VMFestError.Code {
                try await #require(throws: VMFestError.self) { _ = try await work() }.code
            }
            let name = fixture.name("clone")
            #expect(try await code { try await source.clone(as: fixture.name("other")) } == .nameTaken)
            #expect(try await code { try await source.clone(as: name, of: "none") } == .noSuchSnapshot)
            #expect(try await code { try await source.clone(as: name, .linked) } == .invalidArgument)
            #expect(try await code { try await source.clone(as: "a/b") } == .invalidSpec)
            try await source.start()
            #expect(try await code { try await source.clone(as: name) } == .invalidState)
            #expect(try await fixture.manage.info(name) == nil)
            #expect(try await fixture.manage.info(other.description) != nil)
        }
    }

    @Test(
        "of several clones of one name at once one is made, whole; the others take nothing of it away",
        arguments: CloneKind.allCases)
    func together(kind: CloneKind) async throws {
        try await Fixture.run { fixture in
            let source = try await machine(fixture)
            try await source.takeSnapshot("clean")
            let outcomes = await withTaskGroup(of: Result<Machine, any Error>.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        do {
                            return .success(try await source.clone(as: fixture.name("clone"), of: "clean", kind))
                        } catch {
                            return .failure(error)
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let clones = outcomes.compactMap { try? $0.get() }
            #expect(clones.count == 1, "\(outcomes)")
            for case .failure(let error) in outcomes {
                #expect((error as? VMFestError)?.code == .nameTaken, "\(error)")
            }
            let clone = try #require(clones.first)
            try await clone.start()
            let second = try #require(try await fixture.manage.info(clone.description))
            #expect(FileManager.default.fileExists(atPath: try #require(second["SATA-0-0"])))
        }
    }

    @Test("a cancelled task leaves nothing of a clone, whatever it was at", arguments: 0..<8)
    func cancelled(moment: Int) async throws {
        try await Fixture.run { fixture in
            let source = try await machine(fixture)
            try await source.takeSnapshot("clean")
            let before = try await fixture.media().filter { $0.contains(fixture.prefix) }
            let start = fixture.host.callCount
            let cloning = Task { try await source.clone(as: fixture.name("clone"), of: "clean", .linked) }
            try await fixture.calls(reach: start + min(2 + moment * 9, 76))
            cloning.cancel()
            if let clone = try? await cloning.value { try await clone.destroy() }
            #expect(try await fixture.manage.info(fixture.name("clone")) == nil)
            #expect(try await fixture.media().filter { $0.contains(fixture.prefix) } == before)
            try await source.removeSnapshot("clean")
        }
    }
}
