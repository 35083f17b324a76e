//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

@Suite("What comes to a machine and goes", .virtualBox)
struct PluggingTests {
    @Test("empty drives come and go, on a SATA controller also while the machine runs")
    func drives() async throws {
        try await Fixture.run { fixture in
            var spec = MachineSpec.withPorts
            spec.storage.append(.ide("IDE", devices: [.dvd(), .dvd()]))
            let machine = try await fixture.machine("vm", spec)
            let name = machine.description
            let program = VMFestProgram(url: fixture.host.url)
            // A fifth port comes with what is connected to it, and the slot in the middle stays empty.
            let words = ["storage.SATA.devices=[null, null, null, null, dvd]", "--remove", "storage.IDE.devices.0"]
            #expect(try await program.run(["set", name] + words).code == 0)
            var info = try await fixture.info(machine)
            #expect(info["SATA-4-0"] == "emptydrive" && info["storagecontrollerportcount0"] == "5")
            #expect(info["IDE-0-0"] == "none" && info["IDE-0-1"] == "emptydrive")
            try await machine.start()
            try await machine.update { $0.storage[0].devices[1] = .dvd() }
            #expect(try await fixture.info(machine)["SATA-1-0"] == "emptydrive")
            try await machine.update { $0.storage[0].devices[1] = nil }
            #expect(try await fixture.info(machine)["SATA-1-0"] == "none")
            for change: @Sendable (inout MachineSpec) -> Void in [
                { $0.storage[1].devices[0] = .dvd() }, { $0.storage[0].devices.append(.dvd()) },
            ] {
                let error = try await #require(throws: VMFestError.self) {
                    try await machine.update(.withoutStop, change)
                }
                #expect(error.code == .invalidState && error.message.contains("storage."), "\(error)")
            }
            try await machine.powerOff()
            info = try await fixture.info(machine)
            #expect(info["SATA-4-0"] == "emptydrive" && info["SATA-1-0"] == "none" && info["SATA-5-0"] == nil)
        }
    }

    @Test("CPUs are plugged into a machine that runs; one that its guest keeps stays, and so does all else")
    func sockets() async throws {
        try await Fixture.run { fixture in
            var spec = MachineSpec.withCard
            (spec.cpu.hotPlug, spec.cpu.sockets) = (true, 3)
            let machine = try await fixture.machine("vm", spec)
            #expect(try await machine.spec().cpus == 1)
            try await machine.start()
            let plan = try await machine.plan { $0.cpus = 2 }
            #expect(plan.changes.map(\.key) == ["cpus"] && plan.changes.first?.when == .now)
            try await machine.update { $0.cpus = 2 }
            #expect(try await machine.spec().cpus == 2)
            // Nothing that hears of it runs in the guest.
            let error = try await #require(throws: VMFestError.self) {
                try await machine.update {
                    $0.description = "other"
                    $0.cpus = 1
                }
            }
            #expect(error.code == .invalidState && error.message.contains("cpu1/online"), "\(error)")
            let after = try await machine.spec()
            #expect(after.cpus == 2 && after.description.isEmpty)
            // More than there are sockets.
            let more = try await machine.plan { $0.cpus = 4 }
            #expect(more.impossible.map(\.key) == ["cpu.sockets"])
            try await machine.pause()
            #expect(try await machine.plan { $0.cpus = 3 }.changes.map(\.when) == [.running])
            try await machine.powerOff()
            try await machine.update { $0.cpu.hotPlug = false }
            let last = try await machine.spec()
            #expect(last.cpus == 2 && last.cpu.sockets == nil)
            #expect(try await fixture.info(machine)["cpus"] == "2")
        }
    }

    @Test("a folder is shared with a machine that runs until that is switched off, and its settings stay as they are")
    func transientFolders() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine("vm", .withCard)
            let folder = SharedFolder(name: "src", path: fixture.folder.path)
            try await fixture.refuses(.invalidState) { try await machine.shareFolder(folder) }
            try await machine.start()
            for _ in 0..<2 { try await machine.shareFolder(folder) }
            #expect(try await machine.transientFolders() == [folder])
            #expect(try await fixture.manage("showvminfo", machine.description).contains("(transient mapping)"))
            #expect(try await machine.spec().sharedFolders.isEmpty)
            try await fixture.refuses(.inUse, "src") {
                try await machine.shareFolder(SharedFolder(name: "src", path: "/tmp"))
            }
            try await fixture.refuses(.invalidArgument, "absolute") {
                try await machine.shareFolder(SharedFolder(name: "b", path: "here"))
            }
            let program = VMFestProgram(url: fixture.host.url)
            let words = ["share", machine.description, "out=/tmp", "--writable", "--remove", "src", "--json"]
            let result = try await program.run(words)
            #expect(result.code == 0 && result.output.contains(#""path" : "/tmp""#), "\(result.output)")
            #expect(try await machine.transientFolders().map(\.name) == ["out"])
            for _ in 0..<2 { try await machine.unshareFolder("out") }
            try await machine.pause()
            try await machine.shareFolder(folder)
            try await machine.powerOff()
            try await machine.start()
            #expect(try await machine.transientFolders().isEmpty)
            try await machine.powerOff()
        }
    }

    @Test("a machine that runs and has no free port is told which to give it; with that it takes the disk")
    func ports() async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk()
            let machine = try await fixture.machine(
                "vm",
                MachineSpec(
                    memory: .mebibytes(32), networks: [], storage: [.sata("SATA", devices: [.newDisk(.mebibytes(4))])]))
            try await machine.start()
            try await fixture.refuses(.invalidState, "vmfest set NAME storage.SATA.ports=2") {
                try await disk.attach(to: machine)
            }
            try await machine.powerOff()
            let words = ["set", machine.description, "storage.SATA.ports=2"]
            #expect(try await VMFestProgram(url: fixture.host.url).run(words).code == 0)
            try await machine.start()
            #expect(try await disk.attach(to: machine) == StorageSlot("SATA", 1))
            try await machine.powerOff()
        }
    }

    @Test("a USB controller takes disks and drives while the machine runs, and gives them back")
    func usb() async throws {
        try await Fixture.run { fixture in
            let disk = try await fixture.disk()
            var spec = MachineSpec(memory: .mebibytes(32), networks: [], storage: [.usb("USB")])
            spec.usb.controllers = [.xhci]
            let machine = try await fixture.machine("vm", spec)
            try await machine.start()
            let slot = try await disk.attach(to: machine)
            #expect(slot == StorageSlot("USB", 0))
            #expect(try await fixture.info(machine)["USB-0-0"] == (try await disk.info().path))
            try await machine.update { $0.storage[0].devices.append(.dvd()) }
            #expect(try await fixture.info(machine)["USB-1-0"] == "emptydrive")
            try await machine.update { $0.storage[0].devices[1] = nil }
            try await disk.detach(from: machine)
            let info = try await fixture.info(machine)
            #expect(info["USB-0-0"] == "none" && info["USB-1-0"] == "none")
            try await machine.powerOff()
        }
    }
}
