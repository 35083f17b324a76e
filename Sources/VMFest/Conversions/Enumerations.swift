//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

extension FirmwareType {
    init(_ firmware: Firmware) {
        switch firmware {
        case .bios: self = .bios
        case .efi: self = .efi
        case .efi32: self = .efi32
        case .efi64: self = .efi64
        case .efiDual: self = .efidual
        }
    }
}

extension GraphicsControllerType {
    init(_ controller: Graphics.Controller) {
        switch controller {
        case .vmsvga: self = .vmsvga
        case .vboxsvga: self = .vboxSVGA
        case .vboxvga: self = .vboxVGA
        case .qemuRamFB: self = .qemuRamFB
        case .none: self = .null
        }
    }
}

extension NetworkAdapterType {
    init(_ model: NetworkAdapter.Model) {
        switch model {
        case .e1000: self = .i82540EM
        case .e1000Server: self = .i82543GC
        case .e1000MTServer: self = .i82545EM
        case .virtio: self = .virtio
        case .pcnet: self = .am79C973
        case .pcnetII: self = .am79C970A
        case .pcnetISA: self = .am79C960
        case .ne1000: self = .ne1000
        case .ne2000: self = .ne2000
        case .wd8003: self = .wd8003
        case .wd8013: self = .wd8013
        case .etherlink: self = .elnk1
        case .etherlinkII: self = .elnk2
        case .usb: self = .usbNet
        case .e1000e: self = .i82583V
        }
    }
}

extension NATProtocol {
    init(_ transport: PortForward.TransportProtocol) {
        switch transport {
        case .tcp: self = .tcp
        case .udp: self = .udp
        }
    }
}

extension StorageBus {
    init(_ bus: StorageController.Bus) {
        switch bus {
        case .ide: self = .ide
        case .sata: self = .sata
        case .scsi: self = .scsi
        case .sas: self = .sas
        case .virtio: self = .virtioSCSI
        case .nvme: self = .pcie
        case .usb: self = .usb
        case .floppy: self = .floppy
        }
    }
}

extension MachineState {
    init(_ state: VirtualBoxAPI.MachineState) {
        switch state {
        case .poweredOff, .teleported: self = .off
        case .aborted: self = .aborted
        case .saved, .abortedSaved: self = .saved
        case .starting: self = .starting
        case .restoring: self = .restoring
        case .running: self = .running
        case .paused, .teleportingPausedVM: self = .paused
        case .stuck: self = .stuck
        case .stopping: self = .stopping
        case .saving: self = .saving
        default: self = .changing
        }
    }
}
