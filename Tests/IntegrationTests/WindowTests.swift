//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VirtualBox
import VirtualBoxAPI

@testable import VMFest

@Suite("VirtualBox takes changes when the table says that it does", .virtualBox)
struct WindowTests {
    /// A change, and when the table says that VirtualBox takes it.
    private struct Probe: Sendable {
        let key: String
        let window: Window
        let make: @Sendable (MachineAccess) async throws -> Void
    }

    private static let spec: MachineSpec = {
        var spec = MachineSpec(
            memory: .mebibytes(32), networks: [.nat(), .nat()],
            storage: [.sata("SATA", devices: [.dvd(), .newDisk(.mebibytes(4))])],
            serialPorts: [SerialPort(.none)])
        spec.bandwidthGroups = [
            BandwidthGroup(name: "limit", kind: .network, limit: .mebibytes(1)),
            BandwidthGroup(name: "disks", kind: .disk, limit: .mebibytes(1)),
        ]
        spec.usb.controllers = [.ohci]
        (spec.cpu.hotPlug, spec.cpu.sockets) = (true, 2)
        spec.storage[0].ports = 4
        spec.storage[0].devices.append(.dvd())
        spec.storage[0].devices[2]?.hotPluggable = true
        spec.storage.append(.sas("SAS", devices: [.dvd()]))
        spec.storage[1].ports = 2
        return spec
    }()

    /// What is written: another value for each attribute.
    private static let other: MachineSpec = {
        var spec = MachineSpec.everything
        spec.teleporter.enabled = true
        spec.snapshotFolder = "Elsewhere"
        // What needs an extension pack, and a server of the host's, is tried without starting one.
        spec.remoteDisplay.enabled = false
        spec.remoteDisplay.extensionPack = ""
        spec.platform.tpmLocation = "/tmp/tpm"
        spec.autostart = Autostart(enabled: false, delay: 20, stop: .disabled)
        return spec
    }()

    private static let card: VMFest.NetworkAdapter = {
        var card = VMFest.NetworkAdapter(
            .none, model: .virtio, macAddress: "0800270000AA", cableConnected: false)
        card.lineSpeed = 1_000
        card.promiscuousMode = .machines
        card.bootPriority = 1
        card.bandwidthGroup = "limit"
        card.nat = NATOptions(
            network: "10.77.0.0/24", hostAddress: "127.0.0.1", dnsPassDomain: false, dnsProxy: true,
            dnsUseHostResolver: true, aliasLog: true, aliasProxyOnly: true, aliasSamePorts: true, tftpPrefix: "/tmp",
            tftpBootFile: "a", tftpNextServer: "10.77.0.9", localhostReachable: true)
        return card
    }()

    private static let machineProbes = MachineAttributes.groups.flatMap { group in
        group.rows.map { row in
            Probe(key: row.key, window: row.window) { try await group.write(other, [row.key], $0) }
        }
    }

    private static let cardProbes =
        CardAttributes.rows.map { row in
            Probe(key: "networks." + row.row.key, window: row.row.window) {
                try await row.write(card, Card(1, of: $0.machine))
            }
        }
        + NATAttributes.rows.map { row in
            Probe(key: "networks." + row.row.key, window: row.row.window) {
                try await row.write(card, $0.machine.getNetworkAdapter(slot: 0).getNATEngine())
            }
        }

    private static let portProbes =
        PortAttributes.serial.map { row in
            Probe(key: "serialPorts." + row.row.key, window: row.row.window) { access in
                let slot = SerialSlot(
                    scope: access.scope, port: try await access.machine.getSerialPort(slot: 0), folder: HostPath("/tmp")
                )
                let port = VMFest.SerialPort(
                    .pipe("/tmp/vmfest-window-\(UInt32.random(in: 0 ... .max))", isServer: true), enabled: true,
                    uart: .uart16450, ioAddress: 1_000, irq: 5)
                try await row.write(port, slot)
            }
        }
        + PortAttributes.parallel.map { row in
            Probe(key: "parallelPorts." + row.row.key, window: row.row.window) { access in
                try await row.write(
                    VMFest.ParallelPort(device: "/dev/null", ioAddress: 888, irq: 5, enabled: true),
                    access.machine.getParallelPort(slot: 0))
            }
        }

    private static let controllerProbes = ControllerAttributes.rows.map { row in
        Probe(key: "storage." + row.row.key, window: row.row.window) { access in
            let controller = VMFest.StorageController(
                name: "SATA", bus: .sata, model: .ahci, ports: 5, bootable: false, hostIOCache: true)
            let remote = try await access.machine.getStorageControllerByName(name: "SATA")
            try await row.write(controller, ControllerAccess(machine: access.machine, controller: remote, name: "SATA"))
        }
    }

    private static let slotProbes = SlotAttributes.rows.map { row in
        Probe(key: "storage.devices." + row.row.key, window: row.row.window) { access in
            var disk = StorageDevice.dvd()
            (disk.nonRotational, disk.discard, disk.hotPluggable, disk.bandwidthGroup) = (true, true, true, "disks")
            disk.temporaryEject = true
            // A drive can be ejected, and a disk is what the rest is about.
            let slot = SlotAccess(
                machine: access.machine, controller: "SATA", port: row.row.key == "temporaryEject" ? 0 : 1, device: 0,
                attachment: nil)
            try await row.write(disk, slot)
        }
    }

    private static let partProbes = [
        Probe(key: "osType", window: PartWindows.osType) { try await $0.machine.setOSTypeId("Debian_64") },
        Probe(key: "sharedFolders +", window: PartWindows.sharedFolders) {
            try await $0.machine.add(VMFest.SharedFolder(name: "in", path: "/tmp"))
        },
        Probe(key: "sharedFolders -", window: PartWindows.sharedFolders) {
            try await $0.machine.removeSharedFolder(name: "in")
        },
        Probe(key: "forwards +", window: PartWindows.forwards) {
            try await $0.machine.getNetworkAdapter(slot: 0).getNATEngine().addRedirect(
                name: "x", proto: .tcp, hostIP: "127.0.0.1", hostPort: 61_234, guestIP: "", guestPort: 80)
        },
        Probe(key: "forwards -", window: PartWindows.forwards) {
            try await $0.machine.getNetworkAdapter(slot: 0).getNATEngine().removeRedirect(name: "x")
        },
        Probe(key: "usb.controllers", window: PartWindows.usbControllers) {
            try await $0.machine.setUSBControllers([.xhci])
        },
        Probe(key: "usb.filters", window: PartWindows.usbFilters) {
            try await $0.machine.setUSBFilters([USBFilter(name: "a", vendor: "1234")])
        },
        Probe(key: "bandwidthGroups limit", window: PartWindows.bandwidthLimit) {
            try await $0.machine.getBandwidthControl().getBandwidthGroup(name: "limit").setMaxBytesPerSec(4_096)
        },
        Probe(key: "bandwidthGroups +", window: PartWindows.bandwidthGroups) {
            try await $0.machine.add(VMFest.BandwidthGroup(name: "new", kind: .disk, limit: .mebibytes(1)))
        },
        Probe(key: "bandwidthGroups -", window: PartWindows.bandwidthGroups) {
            try await $0.machine.getBandwidthControl().deleteBandwidthGroup(name: "new")
        },
        Probe(key: "cpus +", window: PartWindows.cpus) { try await $0.machine.hotPlugCPU(cpu: 1) },
        Probe(key: "drives +", window: PartWindows.pluggableDrives) {
            try await $0.machine.attachDevice(
                name: "SATA", controllerPort: 3, device: 0, type: .dvd, medium: nil)
        },
        Probe(key: "drives -", window: PartWindows.pluggableDrives) {
            try await $0.machine.detachDevice(name: "SATA", controllerPort: 2, device: 0)
        },
        Probe(key: "other drives +", window: PartWindows.otherDrives) {
            try await $0.machine.attachDevice(name: "SAS", controllerPort: 1, device: 0, type: .dvd, medium: nil)
        },
        Probe(key: "other drives -", window: PartWindows.otherDrives) {
            try await $0.machine.detachDevice(name: "SAS", controllerPort: 0, device: 0)
        },
        Probe(key: "storage +", window: PartWindows.storage) {
            _ = try await $0.machine.addStorageController(name: "IDE", connectionType: .ide)
        },
        Probe(key: "storage -", window: PartWindows.storage) {
            try await $0.machine.removeStorageController(name: "IDE")
        },
    ]

    private static let probes = machineProbes + cardProbes + portProbes + controllerProbes + slotProbes + partProbes

    /// What VirtualBox did not take.
    private func refused(_ machine: VMFest.Machine) async throws -> Set<String> {
        var refused: Set<String> = []
        for probe in Self.probes {
            do {
                try await machine.host.service.withVirtualBox { scope in
                    let remote = try await machine.find(in: scope)
                    try await scope.withLock(.shared, on: remote, id: machine.description, until: .within(.seconds(60)))
                    {
                        try await probe.make(MachineAccess(scope: scope, machine: $0.machine()))
                        // What comes later may need it.
                        try await $0.machine().saveSettings()
                    }
                }
            } catch let error as VirtualBoxError {
                refused.insert(probe.key)
                #expect(error.resultCode == .invalidVMState, "\(probe.key): \(error)")
            }
        }
        return refused
    }

    @Test("while a machine runs, is paused, and while its state is saved")
    func windows() async throws {
        try await Fixture.run { fixture in
            let running = try await fixture.machine("running", Self.spec)
            let paused = try await fixture.machine("paused", Self.spec)
            let saved = try await fixture.machine("saved", Self.spec)
            let off = try await fixture.machine("off", Self.spec)
            try await running.start()
            try await paused.start()
            try await paused.pause()
            try await saved.start()
            try await saved.save()
            let whileRunning = try await refused(running)
            let whilePaused = try await refused(paused)
            let whileSaved = try await refused(saved)
            for probe in Self.probes {
                #expect(whileRunning.contains(probe.key) == (probe.window.running == nil), "\(probe.key), running")
                #expect(whilePaused.contains(probe.key) == !probe.window.isOpenWhilePaused, "\(probe.key), paused")
                #expect(whileSaved.contains(probe.key) == !probe.window.isOpenWhileSaved, "\(probe.key), saved")
            }
            #expect(try await refused(off) == [])
            try await running.powerOff()
            try await paused.powerOff()
        }
    }
}
