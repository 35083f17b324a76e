//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

extension MachineSpec {
    /// A spec in which every attribute of the machine itself is said, each unlike what VirtualBox chooses.
    static var everything: MachineSpec {
        var spec = MachineSpec(
            memory: .mebibytes(64), cpus: 2, firmware: .efi64, osType: "Debian_64", description: "all of it",
            graphics: Graphics(
                controller: .vboxsvga, videoMemory: .mebibytes(24), acceleration3D: true, monitors: 2),
            networks: [], storage: [])
        spec.memoryBalloon = .mebibytes(8)
        spec.cpu = CPU(
            engine: .interpreter, executionCap: 50, hotPlug: true, sockets: 3,
            profile: "Intel Pentium M processor 2.00GHz",
            portability: 1, paravirtualization: .kvm, pae: true, longMode: true, apic: true, x2apic: true,
            nestedVirtualization: true, tripleFaultReset: true, hardwareVirtualization: false, nestedPaging: false,
            largePages: false, vpid: false, unrestrictedExecution: false, virtualVMSaveVMLoad: false,
            mitigations: [.ibpbOnExit, .mdsClearOnEntry])
        spec.platform = Platform(
            chipset: .ich9, iommu: .automatic, tpm: .version20, ioAPIC: true, acpi: false, hpet: true, utcClock: false,
            clockOffset: -90_000, apicMode: .x2apic)
        spec.boot = BootOptions(
            order: [.network, .none, .disk], menu: .menuOnly, secureBoot: true, pxeDebug: true, logoFadeIn: false,
            logoFadeOut: false, logoTime: 1_500, logoFile: "/tmp/logo.bmp")
        spec.audio = Audio(
            enabled: true, controller: .hda, codec: .stac9221, driver: Audio.Driver.none, output: true, input: true)
        spec.input = InputDevices(pointing: .usbTablet, keyboard: .usb)
        spec.usb.cardReader = true
        spec.usb.controllers = [.ehci, .ohci, .xhci]
        spec.usb.filters = [
            USBFilter(
                name: "stick", active: false, vendor: "0951", product: "1665", revision: "0100",
                manufacturer: "Kingston", productName: "DataTraveler", serialNumber: "1234", port: "0002", remote: "no"),
            USBFilter(name: "second", active: true, vendor: "1234"),
        ]
        spec.sharing = Sharing(clipboard: .bidirectional, clipboardFiles: true, dragAndDrop: .hostToGuest)
        spec.remoteDisplay = RemoteDisplay(
            enabled: true, ports: "5000,5010-5012", address: "127.0.0.1", authentication: .external,
            authenticationTimeout: 7_000, multipleConnections: true, reuseConnection: true,
            authenticationLibrary: "VBoxAuthSimple")
        spec.teleporter = Teleporter(enabled: false, port: 6_000, address: "127.0.0.1")
        spec.autostart = Autostart(delay: 20)
        spec.ioCache = IOCache(enabled: true, size: .mebibytes(8))
        spec.priority = .low
        spec.hardwareUUID = UUID(uuidString: "8D1E6C2C-5E0B-4D5F-9F0B-0A5C4D0A7F11")
        return spec
    }
}
