//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

@testable import VMFest
@testable import VirtualBox

extension HostLimits {
    /// What a VirtualBox 7.2 says of itself, with little memory and few CPUs.
    static let sample = HostLimits(
        memory: 4...4_096,
        cpus: 1...8,
        videoMemory: 0...256,
        networkAdapters: 8,
        serialPorts: 4,
        buses: [
            .ide: Bus(controllers: 1, ports: 2, minimumPorts: 2, devicesPerPort: 2),
            .sata: Bus(controllers: 8, ports: 30, minimumPorts: 1, devicesPerPort: 1),
            .scsi: Bus(controllers: 1, ports: 16, minimumPorts: 16, devicesPerPort: 1),
            .floppy: Bus(controllers: 1, ports: 1, minimumPorts: 1, devicesPerPort: 2),
            .sas: Bus(controllers: 1, ports: 255, minimumPorts: 1, devicesPerPort: 1),
            .usb: Bus(controllers: 1, ports: 8, minimumPorts: 8, devicesPerPort: 1),
            .pcie: Bus(controllers: 1, ports: 255, minimumPorts: 1, devicesPerPort: 1),
            .virtioSCSI: Bus(controllers: 1, ports: 256, minimumPorts: 1, devicesPerPort: 1),
        ]
    )
}

extension MachineSpec {
    /// A spec in which nothing has its default.
    static let full = MachineSpec(
        memory: .gibibytes(2),
        cpus: 4,
        firmware: .efi,
        osType: "Debian12_64",
        description: "two lines:\n- of text # no comment",
        graphics: Graphics(controller: .none, videoMemory: .mebibytes(32)),
        networks: [
            .nat(forwards: [
                PortForward(hostPort: 8080, guestPort: 80),
                PortForward(name: "dns", transport: .udp, hostAddress: "", hostPort: 5353, guestPort: 53),
            ]),
            NetworkAdapter(
                .bridged(interface: "eth0"), model: .virtio, macAddress: "080027000001", cableConnected: false),
            NetworkAdapter(.hostOnly(interface: "vboxnet0"), model: .e1000Server),
            NetworkAdapter(.internal(network: "null"), model: .pcnet),
            .unplugged,
        ],
        storage: [
            .sata("SATA", devices: [nil, .disk("/data/a.vdi"), .newDisk(.gibibytes(10)), .dvd(), nil]),
            .ide("IDE", devices: [.dvd("/iso/a b.iso")]),
            .scsi("SCSI"), .sas("SAS"), .virtio("virtio"),
            .nvme("NVMe", devices: [.newDisk(DataSize(bytes: 1_048_577))]),
            .usb("USB"), .floppy("Floppy", devices: [.floppy(), .floppy("/images/boot.img")]),
        ],
        bootDisk: BootDisk(controller: "virtio", slot: 3, size: .gibibytes(40)),
        sharedFolders: [
            SharedFolder(name: "src", path: "/home/me/src", writable: true, automount: false, mountPoint: "/mnt/src"),
            SharedFolder(name: "1.0", path: "C:\\Users\\me"),
        ],
        serialPorts: [SerialPort(file: "console.log"), SerialPort(file: "/var/log/com2")]
    )
}

/// The problems of a text that is to be a spec; empty where it is one.
func problems(reading text: String) throws -> [SpecProblem] {
    do {
        _ = try MachineSpec(yaml: text)
        return []
    } catch let error as VMFestError {
        return error.code == .invalidSpec ? error.problems : [SpecProblem("code", "\(error.code)")]
    }
}
