//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

@Suite("What exists is changed", .virtualBox)
struct UpdateTests {
    @Test("a machine that is off: every kind of part, at once")
    func off() async throws {
        try await Fixture.run { fixture in
            var old = MachineSpec.withCard
            old.bandwidthGroups = [
                BandwidthGroup(name: "slow", kind: .network, limit: .mebibytes(1)),
                BandwidthGroup(name: "gone", kind: .disk, limit: .mebibytes(1)),
            ]
            old.sharedFolders = [SharedFolder(name: "old", path: "/tmp"), SharedFolder(name: "kept", path: "/tmp")]
            old.storage.append(StorageController(name: "extra", bus: .scsi))
            let whole = old
            let machine = try await fixture.machine("vm", whole)
            let port = fixture.somePort()
            let update = try await machine.update { spec in
                spec.memory = .mebibytes(64)
                spec.cpus = 2
                spec.description = "changed"
                spec.osType = "Debian_64"
                spec.cpu.executionCap = 50
                spec.boot.order = [.disk]
                spec.usb.controllers = [.xhci]
                spec.usb.filters = [USBFilter(name: "stick", vendor: "1234")]
                spec.networks[0].model = .virtio
                spec.networks[0].attachment = .nat(forwards: [PortForward(hostPort: port, guestPort: 80)])
                spec.networks.append(NetworkAdapter(.none, model: .pcnet, macAddress: "08:00:27:00:00:0a"))
                spec.storage[0].ports = 3
                spec.storage.removeAll { $0.name == "extra" }
                spec.storage.append(StorageController(name: "IDE", bus: .ide, model: .piix3))
                spec.sharedFolders = [
                    SharedFolder(name: "kept", path: "/tmp", writable: true), SharedFolder(name: "new", path: "/var"),
                ]
                spec.serialPorts = [SerialPort(file: "com1.log")]
                spec.parallelPorts = [ParallelPort(device: "/dev/null")]
                spec.bandwidthGroups = [BandwidthGroup(name: "slow", kind: .network, limit: .mebibytes(2))]
            }
            #expect(update.left.isEmpty && !update.isRestarted)
            let info = try await fixture.info(machine)
            let folder = try await fixture.machineFolder("vm")
            let expected = [
                "memory": "64", "cpus": "2", "description": "changed", "ostype": "Debian (64-bit)",
                "cpuexecutioncap": "50", "boot1": "disk", "boot2": "none", "nictype1": "virtio",
                "Forwarding(0)": "tcp-\(port),tcp,127.0.0.1,\(port),,80", "nic2": "null", "nictype2": "Am79C973",
                "macaddress2": "08002700000A", "storagecontrollerportcount0": "3", "storagecontrollername1": "IDE",
                "storagecontrollertype1": "PIIX3", "SharedFolderNameMachineMapping1": "kept",
                "SharedFolderNameMachineMapping2": "new", "uartmode1": "file,\(folder)/com1.log", "xhci": "on",
                "lptmode1": "/dev/null",
            ]
            for (key, value) in expected { #expect(info[key] == value, "\(key)") }
            #expect(info["storagecontrollername2"] == nil && info["SharedFolderNameMachineMapping3"] == nil)
            let spec = try await machine.spec()
            #expect(spec.bandwidthGroups == [BandwidthGroup(name: "slow", kind: .network, limit: .mebibytes(2))])
            #expect(spec.usb.filters?.map(\.name) == ["stick"])
            // It is what it shall be.
            #expect(try await machine.plan(spec).changes.isEmpty)
            #expect(try await machine.update(spec).made.isEmpty)
            // And back again, as a whole.
            _ = try await machine.update { new in
                let present = new
                new = whole
                new.storage[0].ports = 1
                new.usb = present.usb
            }
            let again = try await fixture.info(machine)
            #expect(again["nic2"] == "none" && again["uart1"] == "off" && again["memory"] == "32")
            #expect(again["Forwarding(0)"] == nil && again["SharedFolderNameMachineMapping1"] != nil)
            // What a new port wrote goes with the machine.
            try Data("x".utf8).write(to: URL(filePath: folder + "/com1.log"))
            try await machine.destroy()
            #expect(try await !fixture.hasMachineFolder())
        }
    }

    @Test("every attribute of a machine can be changed, and changed back")
    func everything() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine(
                "vm", MachineSpec(memory: .mebibytes(32), networks: [], storage: []))
            let before = try await machine.spec()
            try await machine.update(.everything)
            #expect(try await machine.plan(.everything).changes.isEmpty)
            let twin = try await fixture.machine("twin", .everything)
            #expect(try await machine.spec() == twin.spec())
            // CPUs that can be plugged are plugged in and pulled out.
            for count in [4, 1] {
                try await machine.update { $0.cpus = count }
                #expect(try await fixture.info(machine)["cpus"] == "4")
                let spec = try await machine.spec()
                #expect(spec.cpus == count && spec.cpu.sockets == 4)
            }
            // Its own, which a spec does not say.
            var own = before
            own.hardwareUUID = machine.id
            try await machine.update(own)
            own.snapshotFolder = "Snapshots"
            let again = try await machine.update(own).made
            #expect(again.isEmpty, "\(again)")
            // A machine without a lock tells what its firmware's store was when it was asked first.
            var after = try await machine.spec()
            after.boot.secureBoot = before.boot.secureBoot
            #expect(after == before)
        }
    }

    @Test("what fails in the middle leaves a machine as it was", arguments: [false, true])
    func undone(isRunning: Bool) async throws {
        try await Fixture.run { fixture in
            let port = fixture.somePort()
            var spec = MachineSpec.withCard
            spec.serialPorts = [SerialPort(file: fixture.path("first.log"))]
            spec.sharedFolders = [SharedFolder(name: "old", path: "/tmp")]
            let machine = try await fixture.machine("vm", spec)
            let other = try await fixture.machine("other", MachineSpec.withCard)
            if isRunning { try await machine.start() }
            let before = try await fixture.settings(machine)
            let error = try await #require(throws: VMFestError.self) {
                try await machine.update { spec in
                    spec.description = "other"
                    spec.cpu.executionCap = 40
                    spec.networks[0].cableConnected = false
                    spec.networks[0].attachment = .nat(forwards: [PortForward(hostPort: port, guestPort: 80)])
                    // VirtualBox wants a path without such turns.
                    spec.sharedFolders = [SharedFolder(name: "src", path: "/tmp/../tmp")]
                }
            }
            #expect(error.cleanUpFailures.isEmpty, "\(error)")
            #expect(try await fixture.settings(machine) == before)
            #expect(try await !fixture.isListenedAt(port))
            // The port that it was to have is free.
            try await other.update { spec in
                spec.networks[0].attachment = .nat(forwards: [PortForward(hostPort: port, guestPort: 80)])
            }
            try await machine.update { $0.sharedFolders = [] }
            try await machine.powerOff()
            let after = try await fixture.info(machine)
            #expect(
                after["description"] == nil && after["cableconnected1"] == "on" && after["cpuexecutioncap"] == "100")
        }
    }

    @Test("mistakes, disks and templates are refused, and nothing is changed")
    func refusals() async throws {
        try await Fixture.run { fixture in
            let spec = MachineSpec(
                memory: .mebibytes(32), networks: [], storage: [.sata("SATA", devices: [.newDisk(.mebibytes(4))])])
            let machine = try await fixture.machine("vm", spec)
            let before = try await fixture.settings(machine)
            let mistakes: [(String, @Sendable (inout MachineSpec) -> Void)] = [
                ("memory", { $0.memory = .mebibytes(1) }),
                ("storage.SATA.devices[0]", { $0.storage[0].devices = [] }),
                ("storage.SATA.devices[1]", { $0.storage[0].devices.append(.newDisk(.mebibytes(4))) }),
                ("storage.SATA", { $0.storage = [] }),
                ("storage.SATA.bus", { $0.storage[0].bus = .scsi }),
                ("osType", { $0.osType = "Nope" }),
            ]
            for (place, mistake) in mistakes {
                let error = try await #require(throws: VMFestError.self) {
                    try await machine.update { spec in
                        spec.cpus = 2
                        mistake(&spec)
                    }
                }
                #expect(error.code == .invalidSpec)
                #expect(error.problems.contains { $0.place == place }, "\(place): \(error)")
            }
            #expect(try await fixture.settings(machine) == before)
            try await fixture.manage("modifyvm", machine.description, "--groups", "/vmfest-warm")
            let error = try await #require(throws: VMFestError.self) { try await machine.update { $0.cpus = 2 } }
            #expect(error.code == .invalidState && error.message.contains("template"))
            try await fixture.manage("modifyvm", machine.description, "--groups", "/vmfest")
        }
    }

    @Test("the program sets keys of the spec, and does nothing when it only says what it would do")
    func program() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine("vm", MachineSpec.withCard)
            let (program, name) = (VMFestProgram(url: fixture.host.url), fixture.name())
            for (code, words) in [
                (0, ["memory=64MiB", "networks.0.cableConnected=no", "--dry-run"]), (1, ["memory=64MiB", "memroy=96"]),
                (1, ["memory=64MiB", "cpus=100000"]),
            ] {
                #expect(try await program.begin(["set", name] + words).end() == code, "\(words)")
                let info = try await fixture.info(machine)
                #expect(info["memory"] == "32" && info["cableconnected1"] == "on")
            }
            let words = [
                "set", name, "memory=64MiB", "networks.0.cableConnected=no", "sharedFolders.src.path=/tmp", "--forward",
                "\(fixture.somePort()):80",
            ]
            for _ in 0..<2 {
                #expect(try await program.begin(words).end() == 0)
                let info = try await fixture.info(machine)
                #expect(info["memory"] == "64" && info["cableconnected1"] == "off")
                #expect(info["SharedFolderNameMachineMapping1"] == "src" && info["Forwarding(0)"] != nil)
                #expect(info["Forwarding(1)"] == nil)
            }
            let taken = ["set", name, "--remove", "sharedFolders.src", "--remove", "networks.0"]
            #expect(try await program.begin(taken).end() == 0)
            let last = try await fixture.info(machine)
            #expect(last["SharedFolderNameMachineMapping1"] == nil && last["nic1"] == "none")
        }
    }

    @Test("several machines are set at once, and each that can not be is told")
    func several() async throws {
        try await Fixture.run { fixture in
            let one = try await fixture.machine("one", .withCard)
            let two = try await fixture.machine("two", .withCard)
            try await one.tag(["set": .some(fixture.prefix)])
            let program = VMFestProgram(url: fixture.host.url)
            let names = ["set", fixture.name("one"), fixture.name("two"), fixture.name("none")]
            let result = try await program.run(names + ["memory=64MiB", "--json"])
            #expect(result.code != 0 && result.output.contains(#""machine" : "\#(fixture.name("two"))""#))
            #expect(!result.output.contains(fixture.name("none")))
            for machine in [one, two] { #expect(try await fixture.info(machine)["memory"] == "64") }
            let tagged = ["set", "--all", "--tag", "set=\(fixture.prefix)", "memory=96MiB"]
            #expect(try await program.run(tagged).code == 0)
            #expect(try await fixture.info(one)["memory"] == "96")
            #expect(try await fixture.info(two)["memory"] == "64")
        }
    }

    @Test("a change that is cancelled is whole, or was never made", arguments: [false, true])
    func cancelled(isRunning: Bool) async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine("vm", MachineSpec.withCard)
            if isRunning { try await machine.start() }
            let port = fixture.somePort()
            let before = try await fixture.settings(machine)
            let change: @Sendable (inout MachineSpec) -> Void = { spec in
                spec.description = "changed"
                spec.networks[0].cableConnected = false
                spec.networks[0].attachment = .nat(forwards: [PortForward(hostPort: port, guestPort: 80)])
                spec.sharedFolders = [SharedFolder(name: "src", path: "/tmp")]
            }
            let start = fixture.host.callCount
            try await machine.update(.withoutStop, change)
            let calls = fixture.host.callCount - start
            let after = try await fixture.settings(machine)
            let undo: @Sendable (inout MachineSpec) -> Void = { spec in
                spec.description = ""
                spec.networks = [.nat()]
                spec.sharedFolders = []
            }
            try await machine.update(.withoutStop, undo)
            try #require(try await fixture.settings(machine) == before)
            // The last calls are those that change something.
            for moment in stride(from: calls - 60, through: calls, by: 4) {
                let start = fixture.host.callCount
                let finished = Kept<Bool>()
                let task = Task {
                    defer { finished.keep(true) }
                    return try await machine.update(.withoutStop, change)
                }
                while fixture.host.callCount < start + moment, finished.value == nil { await Task.yield() }
                task.cancel()
                let outcome = await task.result
                let now = try await fixture.settings(machine)
                if (try? outcome.get()) != nil {
                    #expect(now == after, "after \(moment) of \(calls) calls")
                    try await machine.update(.withoutStop, undo)
                } else {
                    #expect(now == before, "after \(moment) of \(calls) calls: \(outcome)")
                }
            }
            if isRunning { try await machine.powerOff() }
        }
    }
}
