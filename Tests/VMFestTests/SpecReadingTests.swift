//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VMFest

struct SpecReadingTests {
    @Test("Nothing is a spec of defaults", arguments: ["", "\n", "# only a comment\n", "{}", "---\n{}\n"])
    func empty(text: String) throws {
        #expect(try MachineSpec(yaml: text) == MachineSpec())
    }

    @Test("A document without content is a spec of defaults", arguments: ["---\n", "---\n...\n", "null", "~"])
    func null(text: String) throws {
        #expect(try MachineSpec(yaml: text) == MachineSpec())
    }

    @Test("The defaults are those that are documented")
    func defaults() throws {
        let spec = try MachineSpec(yaml: "")
        #expect(spec.memory == .mebibytes(512))
        #expect(spec.cpus == 1)
        #expect(spec.firmware == .bios)
        #expect(spec.osType == "Linux_64")
        #expect(spec.description.isEmpty)
        #expect(spec.graphics == Graphics(controller: .vmsvga, videoMemory: .mebibytes(16)))
        #expect(spec.networks == [.nat()])
        #expect(spec.storage == [.sata("SATA")])
        #expect(spec.bootDisk == BootDisk(controller: "SATA", slot: 0))
        #expect(spec.sharedFolders.isEmpty)
        #expect(spec.serialPorts.isEmpty)
    }

    @Test(
        "Each key sets its part and nothing else",
        arguments: [
            ("memory: 1 GiB", MachineSpec(memory: .gibibytes(1))),
            ("memory: 256", MachineSpec(memory: .mebibytes(256))),
            ("cpus: 2", MachineSpec(cpus: 2)),
            ("firmware: efi", MachineSpec(firmware: .efi)),
            ("osType: Debian12_64", MachineSpec(osType: "Debian12_64")),
            ("description: a web server", MachineSpec(description: "a web server")),
            ("graphics: {controller: none}", MachineSpec(graphics: Graphics(controller: .none))),
            ("graphics: {videoMemory: 9 MiB}", MachineSpec(graphics: Graphics(videoMemory: .mebibytes(9)))),
            ("networks: []", MachineSpec(networks: [])),
            ("networks: [{attachment: none}]", MachineSpec(networks: [.unplugged])),
            ("networks: [{attachment: bridged, interface: eth0}]", MachineSpec(networks: [.bridged("eth0")])),
            ("networks: [{attachment: host-only, interface: v0}]", MachineSpec(networks: [.hostOnly("v0")])),
            ("networks: [{attachment: internal, network: lan}]", MachineSpec(networks: [.internal("lan")])),
            ("storage: []", MachineSpec(storage: [])),
            ("storage: [{name: A, bus: ide}]", MachineSpec(storage: [.ide("A")])),
            ("bootDisk: {controller: A}", MachineSpec(bootDisk: BootDisk(controller: "A", slot: 0))),
            ("bootDisk: {controller: A, slot: 2}", MachineSpec(bootDisk: BootDisk(controller: "A", slot: 2))),
            ("sharedFolders: [{name: a, path: /a}]", MachineSpec(sharedFolders: [SharedFolder(name: "a", path: "/a")])),
            ("serialPorts: [{file: com1}]", MachineSpec(serialPorts: [SerialPort(file: "com1")])),
        ])
    func key(yaml: String, spec: MachineSpec) throws {
        #expect(try MachineSpec(yaml: yaml) == spec)
    }

    @Test("A key without a value has its default", arguments: ["memory:", "cpus: null", "networks: ~", "graphics:"])
    func nullValue(yaml: String) throws {
        #expect(try MachineSpec(yaml: yaml) == MachineSpec())
    }

    @Test("A hardware address may look like a number")
    func hardwareAddress() throws {
        let spec = try MachineSpec(yaml: "networks: [{attachment: nat, macAddress: 080027000001}]")
        #expect(spec.networks.first?.macAddress == "080027000001")
        let colons = try MachineSpec(yaml: "networks: [{attachment: nat, macAddress: 08:00:27:00:00:01}]")
        #expect(colons.networks.first?.macAddress == "08:00:27:00:00:01")
    }

    @Test("A spec as people write it")
    func example() throws {
        let spec = try MachineSpec(
            yaml: """
                # A web server that is reached at http://localhost:8080.
                memory: 1 GiB
                cpus: 2
                osType: Debian12_64
                networks:
                  - attachment: nat
                    forwards:
                      - {hostPort: 8080, guestPort: 80}
                      - name: ssh
                        hostPort: 2222
                        guestPort: 22
                  - attachment: host-only
                    interface: vboxnet0
                    model: virtio
                storage:
                  - name: SATA
                    bus: sata
                    devices: [null, newDisk: 10 GiB, dvd]
                  - name: IDE
                    bus: ide
                    devices:
                      - dvd: /iso/seed.iso
                serialPorts:
                  - file: console.log
                """)
        #expect(
            spec
                == MachineSpec(
                    memory: .gibibytes(1), cpus: 2, osType: "Debian12_64",
                    networks: [
                        .nat(forwards: [
                            PortForward(hostPort: 8080, guestPort: 80),
                            PortForward(name: "ssh", hostPort: 2222, guestPort: 22),
                        ]),
                        NetworkAdapter(.hostOnly(interface: "vboxnet0"), model: .virtio),
                    ],
                    storage: [
                        .sata("SATA", devices: [nil, .newDisk(.gibibytes(10)), .dvd()]),
                        .ide("IDE", devices: [.dvd("/iso/seed.iso")]),
                    ],
                    serialPorts: [SerialPort(file: "console.log")]))
    }
}
