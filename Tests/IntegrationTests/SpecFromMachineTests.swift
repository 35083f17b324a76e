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

    @Test("a machine with forwards of IPv6, of which VirtualBox makes ones of IPv4: its spec has those, and says so")
    func foreignForwards() async throws {
        try await Fixture.run { fixture in
            let (manage, name) = (fixture.manage, fixture.name("theirs"))
            try await manage("createvm", "--name", name, "--ostype", "Debian_64", "--register")
            try await manage("modifyvm", name, "--nic1", "nat", "--natpf1", "web,tcp,::1,20002,fd00::5,80")
            let machine = try await fixture.host.machine(named: name)
            let configuration = try await machine.configuration()
            let forward = PortForward(name: "web", hostAddress: "", hostPort: 20_002, guestPort: 80)
            #expect(configuration.spec.networks.first?.attachment == .nat(forwards: [forward]))
            let places = configuration.omissions.map(\.place)
            #expect(places.contains("networks[0].forwards.web.hostAddress"), "\(places)")
            #expect(places.contains("networks[0].forwards.web.guestAddress"), "\(places)")
            // It can be changed, and what it forwards stays.
            try await machine.update { $0.memory = .mebibytes(48) }
            #expect(try await manage.info(name)?.values.contains("web,tcp,::1,20002,fd00::5,80") == true)
            try await manage("modifyvm", name, "--natpf1", "delete", "web")
            let twin = try await fixture.machine("ours", configuration.spec)
            #expect(try await twin.spec().networks == configuration.spec.networks)
        }
    }

    @Test("what a spec has no words for is named: NAT's windows, the remote display's properties, a debugger, groups")
    func wordless() async throws {
        try await Fixture.run { fixture in
            let (manage, name) = (fixture.manage, fixture.name("theirs"))
            try await manage("createvm", "--name", name, "--ostype", "Debian_64", "--groups", "/theirs", "--register")
            let changes = [
                ["--nic1", "nat", "--nat-settings1", "1400,64,64,64,64"],
                ["--guest-debug-provider", "native", "--guest-debug-io-provider", "tcp"],
            ]
            for change in changes {
                let modified = try await manage.attempt(["modifyvm", name] + change)
                try #require(modified.succeeded, "\(change): \(modified.errors)")
            }
            let places = try await fixture.host.machine(named: name).configuration().omissions.map(\.place)
            #expect(places == ["groups", "guestDebugger", "networks[0].nat.windows"])
        }
    }

    @Test("a machine with what VirtualBox lets it have although it does not work: the spec says what to change")
    func foreignProblems() async throws {
        try await Fixture.run { fixture in
            let (manage, name) = (fixture.manage, fixture.name("theirs"))
            try await manage("createvm", "--name", name, "--ostype", "Debian_64", "--register")
            let changes = [
                ["--usb-ohci", "off", "--usb-ehci", "on", "--boot1", "disk", "--boot2", "disk"],
                ["--nic1", "nat", "--natnet1", "192.168/16", "--natpf1", "web,tcp,localhost,20002,,80"],
                ["--uart1", "0x3f8", "4", "--uart-mode1", "file", "/tmp/log"],
                ["--uart2", "0x2f8", "3", "--uart-mode2", "file", "/tmp/log"],
            ]
            for change in changes {
                let modified = try await manage.attempt(["modifyvm", name] + change)
                try #require(modified.succeeded, "\(change): \(modified.errors)")
            }
            let machine = try await fixture.host.machine(named: name)
            let configuration = try await machine.configuration()
            let places = [
                "networks[0].forwards[0].hostAddress", "networks[0].nat.network", "serialPorts[1].file", "boot.order",
                "usb.controllers",
            ]
            #expect(Set(configuration.problems.map(\.place)) == Set(places))
            #expect(try configuration.yaml().contains("# to be changed: usb.controllers: ehci needs ohci"))
            let error = try await #require(throws: VMFestError.self) {
                try await fixture.machine("ours", configuration.spec)
            }
            #expect(error.problems == configuration.problems)
            // It can be changed as it is, and what is changed is right then.
            try await machine.update { $0.memory = .mebibytes(48) }
            try await machine.update { $0.usb.controllers = [.ohci, .ehci] }
            #expect(try await !machine.configuration().problems.map(\.place).contains("usb.controllers"))
        }
    }

    @Test("a machine that has its chipset, and fewer cards than it has room for, from the type of its guest")
    func chipsetOfTheGuest() async throws {
        try await Fixture.run { fixture in
            let name = fixture.name("mac")
            try await fixture.manage("createvm", "--name", name, "--ostype", "MacOS_64", "--default", "--register")
            let machine = try await fixture.host.machine(named: name)
            #expect(try await machine.configuration().spec.networks.count <= 8)
            try await machine.update { $0.description = "changed" }
            #expect(try await machine.info().description == "changed")
            #expect(try await machine.endpoints().isEmpty)
        }
    }

    @Test("a machine that VBoxManage made with cards, controllers, ports, filters and limits of every kind")
    func foreignDevices() async throws {
        try await Fixture.run { fixture in
            let (manage, name) = (fixture.manage, fixture.name("theirs"))
            try await manage("createvm", "--name", name, "--ostype", "DOS", "--register")
            let changes = [
                ["--firmware", "efi64", "--snapshotfolder", "states/inner", "--chipset", "ich9", "--x2apic", "off"],
                ["--nic1", "nat", "--natnet1", "10.9.0.0/16", "--nattftpfile1", "pxe.0", "--nataliasmode1", "log"],
                ["--nic2", "intnet", "--intnet2", "a b", "--nic-promisc2", "allow-vms", "--nic-speed2", "1000"],
                ["--nic3", "natnetwork", "--nat-network3", "n", "--nic4", "null", "--nic6", "generic"],
                ["--nic-generic-drv6", "UDPTunnel", "--nic-property6", "dport=1", "--nic-boot-prio6", "1"],
                ["--uart1", "0x3f8", "4", "--uart-mode1", "server", "/tmp/pipe"],
                ["--uart2", "0x2f8", "3", "--uart-mode2", "tcpclient", "localhost:1", "--uart-type2", "16750"],
                ["--uart3", "0x3e8", "4", "--uart-mode3", "tcpserver", "2023"],
                ["--uart4", "0x2e8", "3", "--uart-mode4", "disconnected"],
                ["--lpt2", "0x278", "5", "--lpt-mode2", "/dev/parport1"],
            ]
            for change in changes {
                let modified = try await manage.attempt(["modifyvm", name] + change)
                try #require(modified.succeeded, "\(change): \(modified.errors)")
            }
            try await manage("bandwidthctl", name, "add", "disks", "--type", "disk", "--limit", "20M")
            try await manage("bandwidthctl", name, "add", "cards", "--type", "network", "--limit", "100m")
            try await manage(
                "usbfilter", "add", "0", "--target", name, "--name", "several", "--vendorid", "int:0x10-0x1f",
                "--productid", "1234", "--remote", "no")
            for bus in ["ide", "sata", "scsi", "sas", "usb", "pcie", "virtio", "floppy"] {
                try await manage("storagectl", name, "--name", "of \(bus)", "--add", bus)
                let type = bus == "floppy" ? "fdd" : bus == "pcie" ? "hdd" : "dvddrive"
                guard type != "hdd" else { continue }
                try await manage(
                    "storageattach", name, "--storagectl", "of \(bus)", "--port", "0", "--device", "0", "--type", type,
                    "--medium", "emptydrive")
            }
            try await manage("modifynvram", name, "inituefivarstore")
            let machine = try await fixture.host.machine(named: name)
            let configuration = try await machine.configuration()
            let spec = configuration.spec
            #expect(configuration.omissions == [])
            #expect(spec.snapshotFolder == "states/inner")
            #expect(spec.boot.secureBoot == false)
            #expect(spec.networks.map(\.enabled) == [true, true, true, true, false, true])
            #expect(spec.parallelPorts.map(\.enabled) == [false, true])
            #expect(spec.serialPorts.count == 4)
            #expect(spec.usb.filters?.first?.vendor == "int:0x10-0x1f")
            let twin = try await fixture.machine("ours", MachineSpec(yaml: configuration.yaml()))
            #expect(try await twin.spec() == spec)
        }
    }
}
