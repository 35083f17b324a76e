//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import NIOCore
import NIOPosix
import Testing
import VMFest

import struct VMFest.Host

@Suite("What exists is changed", .virtualBox)
struct UpdateTests {
    private func info(_ fixture: Fixture, _ machine: Machine) async throws -> [String: String] {
        try #require(try await fixture.manage.info(machine.description))
    }

    /// What VBoxManage says of a machine, without what changes by itself.
    private func settings(_ fixture: Fixture, _ machine: Machine) async throws -> [String: String] {
        try await info(fixture, machine).filter {
            !["VMState", "VMStateChangeTime", "VideoMode", "SessionName"].contains($0.key)
        }
    }

    private func somePort() -> Int { Int.random(in: 61_000..<65_000) }

    private static let withCard = MachineSpec(memory: .mebibytes(32), networks: [.nat()])

    @Test("a machine that is off: every kind of part, at once")
    func off() async throws {
        try await Fixture.run { fixture in
            var old = Self.withCard
            old.bandwidthGroups = [
                BandwidthGroup(name: "slow", kind: .network, limit: .mebibytes(1)),
                BandwidthGroup(name: "gone", kind: .disk, limit: .mebibytes(1)),
            ]
            old.sharedFolders = [SharedFolder(name: "old", path: "/tmp"), SharedFolder(name: "kept", path: "/tmp")]
            old.storage.append(StorageController(name: "extra", bus: .scsi))
            let whole = old
            let machine = try await fixture.machine("vm", whole)
            let port = somePort()
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
            let info = try await info(fixture, machine)
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
            let again = try await self.info(fixture, machine)
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
                #expect(try await info(fixture, machine)["cpus"] == "\(count)")
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

    @Test("a machine that runs is changed as far as it was agreed to, and else not at all")
    func running() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine("vm", Self.withCard)
            try await machine.start()
            let change: @Sendable (inout MachineSpec) -> Void = { spec in
                spec.memory = .mebibytes(64)
                spec.networks[0].cableConnected = false
                spec.platform.utcClock = false
            }
            let plan = try await machine.plan(change)
            #expect(plan.state == .running)
            #expect(
                Dictionary(uniqueKeysWithValues: plan.changes.map { ($0.key, $0.when) })
                    == ["memory": .off, "networks[0].cableConnected": .now, "platform.utcClock": .nextStart])
            let before = try await settings(fixture, machine)
            let error = try await #require(throws: VMFestError.self) { try await machine.update(.withoutStop, change) }
            #expect(error.code == .invalidState && error.message.contains("memory"), "\(error)")
            #expect(try await settings(fixture, machine) == before)

            let update = try await machine.update(.onlyNow, change)
            #expect(update.left.map(\.key) == ["memory"] && update.made.count == 2)
            let after = try await info(fixture, machine)
            #expect(after["cableconnected1"] == "off" && after["memory"] == "32" && after["rtcuseutc"] == "off")

            // Its guest has no system that would hear the power button.
            let restarted = try await machine.update(.withStop(force: true), within: .seconds(1), change)
            #expect(restarted.isRestarted && restarted.made.map(\.key) == ["memory"])
            let last = try await info(fixture, machine)
            #expect(last["VMState"] == "running" && last["memory"] == "64")
            // What needs no stop gets none.
            let live = try await machine.update(.withStop(force: true)) { $0.networks[0].cableConnected = true }
            #expect(!live.isRestarted)
            try await machine.powerOff()
            let off = try await info(fixture, machine)
            #expect(off["cableconnected1"] == "on" && off["memory"] == "64")
        }
    }

    @Test("forwards of a machine that runs: ports are taken, listened at, and given back")
    func forwards() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine("vm", Self.withCard)
            try await machine.start()
            let port = somePort()
            let web = PortForward(hostPort: port, guestPort: 80)
            let update = try await machine.update {
                $0.networks[0].attachment = .nat(forwards: [web, PortForward(hostPort: 0, guestPort: 22)])
            }
            #expect(update.made.count == 2 && update.made.allSatisfy { $0.when == .now })
            let ports = try await machine.endpoints().compactMap(\.forward?.port)
            #expect(ports.count == 2 && ports.contains(port) && !ports.contains(0))
            // The machine's process listens.
            for port in ports {
                let taken = try await #require(throws: VMFestError.self) {
                    try await fixture.machine(
                        "other", MachineSpec(networks: [.nat(forwards: [PortForward(hostPort: port, guestPort: 1)])]))
                }
                #expect(taken.code == .inUse)
                #expect(try await isListenedAt(port))
            }
            // Any free port is what it has already.
            let same = try await machine.plan {
                $0.networks[0].attachment = .nat(forwards: [web, PortForward(hostPort: 0, guestPort: 22)])
            }
            #expect(same.changes.isEmpty, "\(same.changes)")
            // Another guest's port behind the same port of the host, which stays the machine's.
            try await machine.update {
                $0.networks[0].attachment = .nat(forwards: [PortForward(hostPort: port, guestPort: 8_080)])
            }
            let info = try await info(fixture, machine)
            #expect(info["Forwarding(0)"] == "tcp-\(port),tcp,127.0.0.1,\(port),,8080" && info["Forwarding(1)"] == nil)
            for freed in ports where freed != port { #expect(try await !isListenedAt(freed)) }
            // What another machine has is refused, and nothing else is done.
            let rival = try await fixture.machine(
                "rival",
                MachineSpec(
                    memory: .mebibytes(32),
                    networks: [
                        .nat(forwards: [
                            PortForward(hostPort: port + 1, guestPort: 80)
                        ])
                    ]))
            let before = try await settings(fixture, machine)
            let refused = try await #require(throws: VMFestError.self) {
                try await machine.update {
                    $0.networks[0].cableConnected = false
                    $0.networks[0].attachment = .nat(forwards: [
                        web, PortForward(hostPort: 0, guestPort: 22), PortForward(hostPort: port + 1, guestPort: 80),
                    ])
                }
            }
            #expect(refused.code == .inUse)
            #expect(try await settings(fixture, machine) == before)
            // A port that leads nowhere any more is free for others.
            try await machine.update { $0.networks[0].attachment = .nat(forwards: []) }
            try await rival.update { $0.networks[0].attachment = .nat(forwards: [web]) }
            try await machine.powerOff()
        }
    }

    /// Whether a program of this computer listens at a port.
    private func isListenedAt(_ port: Int) async throws -> Bool {
        do {
            let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .bind(host: "127.0.0.1", port: port).get()
            try await channel.close()
            return false
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            return true
        }
    }

    @Test("what a card is plugged into, and shared folders, of a machine that runs")
    func devices() async throws {
        try await Fixture.run { fixture in
            var spec = Self.withCard
            spec.serialPorts = [SerialPort(.pipe(fixture.path("pipe"), isServer: true))]
            let machine = try await fixture.machine("vm", spec)
            try await machine.start()
            let port = somePort()
            try await machine.update { spec in
                spec.networks[0].attachment = .none
                spec.sharedFolders = [SharedFolder(name: "src", path: fixture.folder.path)]
                spec.serialPorts[0].connection = .file(fixture.path("second.log"))
            }
            var info = try await info(fixture, machine)
            #expect(info["nic1"] == "null" && info["SharedFolderNameMachineMapping1"] == "src")
            // The machine's process has opened it.
            #expect(FileManager.default.fileExists(atPath: fixture.path("second.log")))
            try await machine.update { spec in
                spec.networks[0].attachment = .nat(forwards: [PortForward(hostPort: port, guestPort: 80)])
                spec.networks[0].promiscuousMode = .all
                spec.sharedFolders = [SharedFolder(name: "src", path: "/tmp", writable: true)]
            }
            info = try await self.info(fixture, machine)
            #expect(info["nic1"] == "nat" && info["SharedFolderPathMachineMapping1"] == "/tmp")
            #expect(try await isListenedAt(port))
            try await machine.update {
                $0.networks[0].attachment = .none
                $0.sharedFolders = []
            }
            #expect(try await !isListenedAt(port))
            // Saved with the settings, so it stays.
            try await machine.powerOff()
            info = try await self.info(fixture, machine)
            #expect(info["nic1"] == "null" && info["SharedFolderNameMachineMapping1"] == nil)
        }
    }

    @Test("what fails in the middle leaves a machine as it was", arguments: [false, true])
    func undone(isRunning: Bool) async throws {
        try await Fixture.run { fixture in
            let port = somePort()
            var spec = Self.withCard
            spec.serialPorts = [SerialPort(file: fixture.path("first.log"))]
            spec.sharedFolders = [SharedFolder(name: "old", path: "/tmp")]
            let machine = try await fixture.machine("vm", spec)
            let other = try await fixture.machine("other", Self.withCard)
            if isRunning { try await machine.start() }
            let before = try await settings(fixture, machine)
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
            #expect(try await settings(fixture, machine) == before)
            #expect(try await !isListenedAt(port))
            // The port that it was to have is free.
            try await other.update { spec in
                spec.networks[0].attachment = .nat(forwards: [PortForward(hostPort: port, guestPort: 80)])
            }
            try await machine.update { $0.sharedFolders = [] }
            try await machine.powerOff()
            let after = try await info(fixture, machine)
            #expect(
                after["description"] == nil && after["cableconnected1"] == "on" && after["cpuexecutioncap"] == "100")
        }
    }

    @Test("what the process of a machine that runs can not follow is told, and taken back")
    func notFollowed() async throws {
        try await Fixture.run { fixture in
            let port = somePort()
            var spec = MachineSpec(
                memory: .mebibytes(32), networks: [.nat(forwards: [PortForward(hostPort: port, guestPort: 80)])])
            spec.serialPorts = [SerialPort(file: fixture.path("first.log"))]
            let machine = try await fixture.machine("vm", spec)
            try await machine.start()
            let before = try await settings(fixture, machine)
            let error = try await #require(throws: VMFestError.self) {
                try await machine.update {
                    $0.description = "other"
                    $0.networks[0].attachment = .generic(driver: "Nothing", properties: [:])
                }
            }
            #expect(error.code == .failed && error.message.contains("VERR_PDM_DRIVER_NOT_FOUND"), "\(error)")
            #expect(error.cleanUpFailures.isEmpty)
            #expect(try await settings(fixture, machine) == before)
            #expect(try await isListenedAt(port))
            let serial = try await #require(throws: VMFestError.self) {
                try await machine.update { $0.serialPorts[0].connection = .file("/nowhere/at/all.log") }
            }
            #expect(serial.code == .failed && serial.message.contains("/nowhere/at/all.log"), "\(serial)")
            // VirtualBox itself can not go back.
            #expect(serial.cleanUpFailures.count == 1 && serial.cleanUpFailures[0].contains("next start"), "\(serial)")
            #expect(try await settings(fixture, machine) == before)
            try await machine.powerOff()
        }
    }

    @Test("a machine whose state is saved takes what its state allows")
    func saved() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine("vm", Self.withCard)
            try await machine.start()
            try await machine.save()
            let plan = try await machine.plan { spec in
                spec.memory = .mebibytes(64)
                spec.memoryBalloon = .mebibytes(4)
                spec.audio.driver = .oss
                spec.description = "saved"
            }
            #expect(
                Dictionary(uniqueKeysWithValues: plan.changes.map { ($0.key, $0.when) })
                    == ["memory": .off, "memoryBalloon": .running, "description": .now, "audio.driver": .now])
            for agreement in [UpdateAgreement.withoutStop, .withStop(force: true)] {
                let error = try await #require(throws: VMFestError.self) {
                    try await machine.update(agreement) { $0.memory = .mebibytes(64) }
                }
                #expect(error.code == .invalidState && error.message.contains("saved"), "\(error)")
            }
            try await machine.update { $0.description = "saved" }
            let info = try await info(fixture, machine)
            #expect(info["VMState"] == "saved" && info["description"] == "saved")
            try await machine.start()
            try await machine.powerOff()
        }
    }

    @Test("mistakes, disks and templates are refused, and nothing is changed")
    func refusals() async throws {
        try await Fixture.run { fixture in
            let spec = MachineSpec(
                memory: .mebibytes(32), networks: [], storage: [.sata("SATA", devices: [.newDisk(.mebibytes(4))])])
            let machine = try await fixture.machine("vm", spec)
            let before = try await settings(fixture, machine)
            let mistakes: [(String, @Sendable (inout MachineSpec) -> Void)] = [
                ("memory", { $0.memory = .mebibytes(1) }),
                ("storage.SATA.devices[0]", { $0.storage[0].devices = [] }),
                ("storage.SATA.devices[1]", { $0.storage[0].devices.append(.dvd()) }),
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
            #expect(try await settings(fixture, machine) == before)
            try await fixture.manage("modifyvm", machine.description, "--groups", "/vmfest-warm")
            let error = try await #require(throws: VMFestError.self) { try await machine.update { $0.cpus = 2 } }
            #expect(error.code == .invalidState && error.message.contains("template"))
            try await fixture.manage("modifyvm", machine.description, "--groups", "/vmfest")
        }
    }

    @Test("the program sets keys of the spec, and does nothing when it only says what it would do")
    func program() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine("vm", Self.withCard)
            let (program, name) = (VMFestProgram(url: fixture.host.url), fixture.name())
            for (code, words) in [
                (0, ["memory=64MiB", "networks.0.cableConnected=no", "--dry-run"]), (1, ["memory=64MiB", "memroy=96"]),
                (1, ["memory=64MiB", "cpus=100000"]),
            ] {
                #expect(try await program.begin(["set", name] + words).end() == code, "\(words)")
                let info = try await info(fixture, machine)
                #expect(info["memory"] == "32" && info["cableconnected1"] == "on")
            }
            let words = [
                "set", name, "memory=64MiB", "networks.0.cableConnected=no", "sharedFolders.src.path=/tmp", "--forward",
                "\(somePort()):80",
            ]
            for _ in 0..<2 {
                #expect(try await program.begin(words).end() == 0)
                let info = try await info(fixture, machine)
                #expect(info["memory"] == "64" && info["cableconnected1"] == "off")
                #expect(info["SharedFolderNameMachineMapping1"] == "src" && info["Forwarding(0)"] != nil)
                #expect(info["Forwarding(1)"] == nil)
            }
            let taken = ["set", name, "--remove", "sharedFolders.src", "--remove", "networks.0"]
            #expect(try await program.begin(taken).end() == 0)
            let last = try await info(fixture, machine)
            #expect(last["SharedFolderNameMachineMapping1"] == nil && last["nic1"] == "none")
        }
    }

    @Test("a change that is cancelled is whole, or was never made", arguments: [false, true])
    func cancelled(isRunning: Bool) async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine("vm", Self.withCard)
            if isRunning { try await machine.start() }
            let port = somePort()
            let before = try await settings(fixture, machine)
            let change: @Sendable (inout MachineSpec) -> Void = { spec in
                spec.description = "changed"
                spec.networks[0].cableConnected = false
                spec.networks[0].attachment = .nat(forwards: [PortForward(hostPort: port, guestPort: 80)])
                spec.sharedFolders = [SharedFolder(name: "src", path: "/tmp")]
            }
            let start = fixture.host.callCount
            try await machine.update(.withoutStop, change)
            let calls = fixture.host.callCount - start
            let after = try await settings(fixture, machine)
            let undo: @Sendable (inout MachineSpec) -> Void = { spec in
                spec.description = ""
                spec.networks = [.nat()]
                spec.sharedFolders = []
            }
            try await machine.update(.withoutStop, undo)
            try #require(try await settings(fixture, machine) == before)
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
                let now = try await settings(fixture, machine)
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
