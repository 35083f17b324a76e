//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

@Suite("A machine is read as the spec that it was made from", .virtualBox)
struct SpecFromMachineTests {
    @Test("a machine with every attribute set")
    func everything() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine("vm", .everything)
            let configuration = try await machine.configuration()
            let text = try configuration.yaml()
            var everything = MachineSpec.everything
            // What was left to VirtualBox.
            everything.platform.tpmLocation = ""
            (everything.autostart.enabled, everything.autostart.stop) = (false, .disabled)
            everything.remoteDisplay.extensionPack = configuration.spec.remoteDisplay.extensionPack
            #expect(configuration.spec == everything, "\(text)")
            #expect(configuration.omissions == [])
            let twin = try await fixture.machine("twin", configuration.spec)
            #expect(try await twin.spec() == configuration.spec)
        }
    }

    @Test("a machine of defaults, from whose spec an equal one is made")
    func defaults() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine("a", MachineSpec())
            let spec = try await machine.spec()
            let twin = try await fixture.machine("b", spec)
            #expect(try await twin.spec() == spec)
        }
    }

    @Test("a machine that VBoxManage made, from whose spec an equal one is made")
    func foreign() async throws {
        try await Fixture.run { fixture in
            let (manage, name) = (fixture.manage, fixture.name("theirs"))
            try await manage("createvm", "--name", name, "--ostype", "Debian_64", "--register")
            let changes = [
                "--memory", "96", "--cpus", "2", "--vram", "20", "--graphicscontroller", "vboxsvga", "--chipset",
                "ich9",
                "--rtc-use-utc", "on", "--boot1", "dvd", "--boot2", "disk", "--boot3", "none", "--boot4", "none",
                "--nic1", "nat", "--nic-type1", "virtio", "--cable-connected1", "off", "--natpf1",
                "web,tcp,127.0.0.1,20001,,80",
                "--uart1", "0x3f8", "4", "--uart-mode1", "file", fixture.path("serial.log"), "--audio-driver", "none",
                "--clipboard-mode", "bidirectional", "--mouse", "usbtablet", "--usb-xhci", "on", "--description",
                "theirs",
            ]
            let modified = try await manage.attempt(["modifyvm", name] + changes)
            try #require(modified.succeeded, "\(modified.errors)")
            try await manage("storagectl", name, "--name", "disks", "--add", "sata", "--portcount", "4")
            let machine = try await fixture.host.machine(named: name)
            let spec = try await machine.spec()
            #expect(spec.memory == .mebibytes(96) && spec.cpus == 2 && spec.description == "theirs")
            // One port of the host can not lead to two machines.
            try await manage("modifyvm", name, "--natpf1", "delete", "web")
            let copy = try await machine.spec()
            let twin = try await fixture.machine("ours", copy)
            #expect(try await twin.spec() == copy)
        }
    }
}
