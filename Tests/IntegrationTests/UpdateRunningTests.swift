//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

@Suite("What runs, or has a saved state, is changed", .virtualBox)
struct UpdateRunningTests {
    @Test("a machine that runs is changed as far as it was agreed to, and else not at all")
    func running() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine("vm", MachineSpec.withCard)
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
            let before = try await fixture.settings(machine)
            let error = try await #require(throws: VMFestError.self) { try await machine.update(.withoutStop, change) }
            #expect(error.code == .invalidState && error.message.contains("memory"), "\(error)")
            #expect(try await fixture.settings(machine) == before)

            let update = try await machine.update(.onlyNow, change)
            #expect(update.left.map(\.key) == ["memory"] && update.made.count == 2)
            let after = try await fixture.info(machine)
            #expect(after["cableconnected1"] == "off" && after["memory"] == "32" && after["rtcuseutc"] == "off")

            // Its guest has no system that would hear the power button.
            let restarted = try await machine.update(.withStop(force: true), within: .seconds(1), change)
            #expect(restarted.isRestarted && restarted.made.map(\.key) == ["memory"])
            let last = try await fixture.info(machine)
            #expect(last["VMState"] == "running" && last["memory"] == "64")
            // What needs no stop gets none.
            let live = try await machine.update(.withStop(force: true)) { $0.networks[0].cableConnected = true }
            #expect(!live.isRestarted)
            try await machine.powerOff()
            let off = try await fixture.info(machine)
            #expect(off["cableconnected1"] == "on" && off["memory"] == "64")
        }
    }

    @Test("forwards of a machine that runs: ports are taken, listened at, and given back")
    func forwards() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine("vm", MachineSpec.withCard)
            try await machine.start()
            let port = fixture.somePort()
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
                #expect(try await fixture.isListenedAt(port))
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
            let info = try await fixture.info(machine)
            #expect(info["Forwarding(0)"] == "tcp-\(port),tcp,127.0.0.1,\(port),,8080" && info["Forwarding(1)"] == nil)
            for freed in ports where freed != port { #expect(try await !fixture.isListenedAt(freed)) }
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
            let before = try await fixture.settings(machine)
            let refused = try await #require(throws: VMFestError.self) {
                try await machine.update {
                    $0.networks[0].cableConnected = false
                    $0.networks[0].attachment = .nat(forwards: [
                        web, PortForward(hostPort: 0, guestPort: 22), PortForward(hostPort: port + 1, guestPort: 80),
                    ])
                }
            }
            #expect(refused.code == .inUse)
            #expect(try await fixture.settings(machine) == before)
            // A port that leads nowhere any more is free for others.
            try await machine.update { $0.networks[0].attachment = .nat(forwards: []) }
            try await rival.update { $0.networks[0].attachment = .nat(forwards: [web]) }
            try await machine.powerOff()
        }
    }

    @Test("what a card is plugged into, and shared folders, of a machine that runs")
    func devices() async throws {
        try await Fixture.run { fixture in
            var spec = MachineSpec.withCard
            spec.serialPorts = [SerialPort(.pipe(fixture.path("pipe"), isServer: true))]
            let machine = try await fixture.machine("vm", spec)
            try await machine.start()
            let port = fixture.somePort()
            try await machine.update { spec in
                spec.networks[0].attachment = .none
                spec.sharedFolders = [SharedFolder(name: "src", path: fixture.folder.path)]
                spec.serialPorts[0].connection = .file(fixture.path("second.log"))
            }
            var info = try await fixture.info(machine)
            #expect(info["nic1"] == "null" && info["SharedFolderNameMachineMapping1"] == "src")
            // The machine's process has opened it.
            #expect(FileManager.default.fileExists(atPath: fixture.path("second.log")))
            try await machine.update { spec in
                spec.networks[0].attachment = .nat(forwards: [PortForward(hostPort: port, guestPort: 80)])
                spec.networks[0].promiscuousMode = .all
                spec.sharedFolders = [SharedFolder(name: "src", path: "/tmp", writable: true)]
            }
            info = try await fixture.info(machine)
            #expect(info["nic1"] == "nat" && info["SharedFolderPathMachineMapping1"] == "/tmp")
            #expect(try await fixture.isListenedAt(port))
            try await machine.update {
                $0.networks[0].attachment = .none
                $0.sharedFolders = []
            }
            #expect(try await !fixture.isListenedAt(port))
            // Saved with the settings, so it stays.
            try await machine.powerOff()
            info = try await fixture.info(machine)
            #expect(info["nic1"] == "null" && info["SharedFolderNameMachineMapping1"] == nil)
        }
    }

    @Test("what the process of a machine that runs can not follow is told, and taken back")
    func notFollowed() async throws {
        try await Fixture.run { fixture in
            let port = fixture.somePort()
            var spec = MachineSpec(
                memory: .mebibytes(32), networks: [.nat(forwards: [PortForward(hostPort: port, guestPort: 80)])])
            spec.serialPorts = [SerialPort(file: fixture.path("first.log"))]
            let machine = try await fixture.machine("vm", spec)
            try await machine.start()
            let before = try await fixture.settings(machine)
            let error = try await #require(throws: VMFestError.self) {
                try await machine.update {
                    $0.description = "other"
                    $0.networks[0].attachment = .generic(driver: "Nothing", properties: [:])
                }
            }
            #expect(error.code == .failed && error.message.contains("VERR_PDM_DRIVER_NOT_FOUND"), "\(error)")
            #expect(error.cleanUpFailures.isEmpty)
            #expect(try await fixture.settings(machine) == before)
            #expect(try await fixture.isListenedAt(port))
            let serial = try await #require(throws: VMFestError.self) {
                try await machine.update { $0.serialPorts[0].connection = .file("/nowhere/at/all.log") }
            }
            #expect(serial.code == .failed && serial.message.contains("/nowhere/at/all.log"), "\(serial)")
            // VirtualBox itself can not go back.
            #expect(serial.cleanUpFailures.count == 1 && serial.cleanUpFailures[0].contains("next start"), "\(serial)")
            #expect(try await fixture.settings(machine) == before)
            try await machine.powerOff()
        }
    }

    @Test("a machine whose state is saved takes what its state allows")
    func saved() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine("vm", MachineSpec.withCard)
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
            let info = try await fixture.info(machine)
            #expect(info["VMState"] == "saved" && info["description"] == "saved")
            try await machine.start()
            try await machine.powerOff()
        }
    }
}
