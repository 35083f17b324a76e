//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest
import VirtualBox

import struct VMFest.Host

@Suite("What a spec says is what VirtualBox makes", .virtualBox)
struct SpecArrivesTests {
    /// A spec in which everything is said.
    private func wholeSpec(_ fixture: Fixture, bridge: String?) async throws -> MachineSpec {
        let data = try await fixture.emptyImage("data.vdi")
        let disc = fixture.path("disc.iso")
        try Data(count: 1 << 20).write(to: URL(filePath: disc))
        let floppy = fixture.path("floppy.img")
        try Data(count: 1_474_560).write(to: URL(filePath: floppy))
        return MachineSpec(
            memory: .mebibytes(96), cpus: 2, firmware: .efi, osType: "Debian_64", description: "ä <&> 𝄞",
            graphics: Graphics(controller: .vboxsvga, videoMemory: .mebibytes(24)),
            networks: [
                NetworkAdapter(
                    .nat(forwards: [
                        PortForward(name: "ssh", hostPort: 42_022, guestPort: 22),
                        PortForward(transport: .udp, hostAddress: "", hostPort: 42_053, guestPort: 53),
                    ]), model: .virtio, macAddress: "08:00:27:ab:cd:ef"),
                bridge.map { .bridged($0) } ?? .unplugged,
                NetworkAdapter(.internal(network: "lan of tests"), model: .e1000Server, cableConnected: false),
                NetworkAdapter(.none, model: .pcnet),
            ],
            storage: [
                .sata("SATA", devices: [nil, .disk(data), .dvd(disc), .newDisk(.mebibytes(8)), nil, .dvd()]),
                .ide("IDE", devices: [.dvd(), nil, nil, .newDisk(.mebibytes(4))]),
                .scsi("SCSI", devices: [.newDisk(.mebibytes(4))]),
                .sas("SAS", devices: [nil, .newDisk(.mebibytes(4))]),
                .virtio("VirtIO", devices: [.newDisk(.mebibytes(4)), .dvd()]),
                .nvme("NVMe", devices: [.newDisk(.mebibytes(4))]),
                .usb("USB", devices: [.newDisk(.mebibytes(4))]),
                .floppy("Floppy", devices: [.floppy(floppy), .floppy()]),
            ],
            bootDisk: BootDisk(controller: "SATA", slot: 7),
            sharedFolders: [
                SharedFolder(name: "in", path: fixture.folder.path),
                SharedFolder(name: "out", path: "/tmp", writable: true, automount: false, mountPoint: "/mnt/out"),
            ],
            serialPorts: [SerialPort(file: "console.log"), SerialPort(file: fixture.path("second.log"))])
    }

    @Test("a machine with everything set")
    func everything() async throws {
        try await Fixture.run { fixture in
            let bridge = try await fixture.manage("list", "bridgedifs").split(whereSeparator: \.isNewline)
                .first { $0.hasPrefix("Name:") }
                .map { $0.dropFirst("Name:".count).trimmingCharacters(in: .whitespaces) }
            let spec = try await wholeSpec(fixture, bridge: bridge)
            let machine = try await fixture.machine("vm", spec, image: .file(try await fixture.emptyImage()))
            let info = try #require(try await fixture.manage.info(machine.description))
            let folder = try await fixture.machineFolder()
            var expected = [
                "name": fixture.name(), "groups": "/vmfest", "ostype": "Debian (64-bit)", "memory": "96", "cpus": "2",
                "firmware": "EFI", "description": "ä <&> 𝄞", "graphicscontroller": "vboxsvga", "vram": "24",
                "rtcuseutc": "on", "ioapic": "on",
                "nic1": "nat", "nictype1": "virtio", "macaddress1": "080027ABCDEF", "cableconnected1": "on",
                "Forwarding(0)": "ssh,tcp,127.0.0.1,42022,,22", "Forwarding(1)": "udp-42053,udp,,42053,,53",
                "nic3": "intnet", "intnet3": "lan of tests", "nictype3": "82543GC", "cableconnected3": "off",
                "nic4": "null", "nictype4": "Am79C973", "nic5": "none",
                "storagecontrollername0": "SATA", "storagecontrollertype0": "IntelAhci",
                "storagecontrollerportcount0": "8",
                "storagecontrollername1": "IDE", "storagecontrollername2": "SCSI", "storagecontrollername3": "SAS",
                "storagecontrollertype3": "LsiLogicSas", "storagecontrollertype4": "VirtioSCSI",
                "storagecontrollertype5": "NVMe", "storagecontrollertype6": "USB", "storagecontrollertype7": "I82078",
                "SATA-0-0": "none", "SATA-1-0": fixture.path("data.vdi"), "SATA-2-0": fixture.path("disc.iso"),
                "SATA-3-0": "\(folder)/\(fixture.name())-0-3.vdi", "SATA-5-0": "emptydrive",
                "SATA-7-0": "\(folder)/\(fixture.name()).vdi",
                "IDE-0-0": "emptydrive", "IDE-0-1": "none", "IDE-1-1": "\(folder)/\(fixture.name())-1-3.vdi",
                "SCSI-0-0": "\(folder)/\(fixture.name())-2-0.vdi", "SAS-0-0": "none",
                "SAS-1-0": "\(folder)/\(fixture.name())-3-1.vdi", "VirtIO-1-0": "emptydrive",
                "Floppy-0-0": fixture.path("floppy.img"), "Floppy-0-1": "emptydrive",
                "SharedFolderNameMachineMapping1": "in", "SharedFolderPathMachineMapping1": fixture.folder.path,
                "SharedFolderNameMachineMapping2": "out", "SharedFolderPathMachineMapping2": "/tmp",
                "uart1": "0x03f8,4", "uartmode1": "file,\(folder)/console.log", "uart2": "0x02f8,3",
                "uartmode2": "file,\(fixture.path("second.log"))",
            ]
            expected["nic2"] = bridge == nil ? "null" : "bridged"
            expected["bridgeadapter2"] = bridge
            for (key, value) in expected { #expect(info[key] == value, "\(key)") }
            let text = try await fixture.manage("showvminfo", machine.description)
            #expect(text.contains("'\(fixture.folder.path)' (machine mapping), readonly"), "\(text)")
            #expect(text.contains("'/tmp' (machine mapping), writable"))
            try await machine.destroy()
            #expect(try await fixture.ownMedia().isEmpty)
            #expect(try await !fixture.hasMachineFolder())
            for file in ["base.vdi", "data.vdi", "disc.iso", "floppy.img"] {
                #expect(FileManager.default.fileExists(atPath: fixture.path(file)))
            }
        }
    }

    @Test(
        "as many cards as the chipset has, also where the guest's system brings it",
        arguments: ["Linux_64", "MacOS_64"])
    func manyCards(osType: String) async throws {
        try await Fixture.run { fixture in
            var spec = MachineSpec.small
            spec.osType = osType
            spec.platform.chipset = .ich9
            spec.networks = Array(repeating: .nat(), count: 36)
            let machine = try await fixture.machine("vm", spec)
            #expect(try await fixture.manage.info(machine.description)?["nic36"] == "nat")
            #expect(try await machine.spec().networks.count == 36)
        }
    }

    @Test("all mistakes are reported at once, before anything is touched")
    func validation() async throws {
        try await Fixture.run { fixture in
            var spec = MachineSpec(
                memory: .mebibytes(1), cpus: 100_000, osType: "Nope",
                graphics: Graphics(videoMemory: .gibibytes(64)),
                networks: [
                    .bridged("none0"), .hostOnly("none1"), .internal(""),
                    NetworkAdapter(.nat(forwards: [PortForward(hostPort: -1, guestPort: 70_000)]), macAddress: "01:23"),
                ],
                storage: [
                    .ide("A", devices: [nil, nil, nil, nil, .dvd()]), .ide("A", devices: [.floppy()]),
                    .floppy("F", devices: [.disk("relative.vdi")]),
                ],
                bootDisk: BootDisk(controller: "SATA"),
                sharedFolders: [SharedFolder(name: "", path: "relative")],
                serialPorts: Array(repeating: SerialPort(file: "a/b"), count: 9))
            spec.networks += Array(repeating: .unplugged, count: 40)
            let error = try await #require(throws: VMFestError.self) {
                try await fixture.host.create("a/b", spec, image: .file(fixture.path("missing.vdi")))
            }
            #expect(error.code == .invalidSpec)
            let places = Set(error.problems.map(\.place))
            let expected: Set = [
                "name", "memory", "cpus", "osType", "graphics.videoMemory", "networks", "networks[0].interface",
                "networks[1].interface", "networks[2].network", "networks[3].macAddress",
                "networks[3].forwards[0].hostPort", "networks[3].forwards[0].guestPort", "storage[0].devices",
                "storage[1].name", "storage[1].bus", "storage[1].devices[0]", "storage[2].devices[0]",
                "bootDisk.controller", "sharedFolders[0].name", "sharedFolders[0].path", "serialPorts",
                "serialPorts[0].file",
            ]
            #expect(places.isSuperset(of: expected), "missing: \(expected.subtracting(places).sorted())")
            #expect(try await !fixture.hasMachineFolder())
            #expect(fixture.host.calls.byOperation["IVirtualBox_createMachine"] == nil)
        }
    }
}
