//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

extension Firmware: RemoteChoice {
    var remote: FirmwareType { FirmwareType(self) }
}

extension Graphics.Controller: RemoteChoice {
    var remote: GraphicsControllerType { GraphicsControllerType(self) }
}

extension NetworkAdapter.Model: RemoteChoice {
    var remote: NetworkAdapterType { NetworkAdapterType(self) }
}

extension NetworkAdapter.PromiscuousMode: RemoteChoice {
    var remote: NetworkAdapterPromiscModePolicy {
        switch self {
        case .deny: .deny
        case .machines: .allowNetwork
        case .all: .allowAll
        }
    }
}

extension SerialPort.UART: RemoteChoice {
    var remote: UartType {
        switch self {
        case .uart16450: .u16450
        case .uart16550A: .u16550A
        case .uart16750: .u16750
        }
    }
}

extension StorageController.Bus: RemoteChoice {
    var remote: StorageBus { StorageBus(self) }
}

extension StorageController.Model: RemoteChoice {
    var remote: StorageControllerType {
        switch self {
        case .piix3: .piix3
        case .piix4: .piix4
        case .ich6: .ich6
        case .ahci: .intelAhci
        case .lsiLogic: .lsiLogic
        case .busLogic: .busLogic
        case .lsiLogicSAS: .lsiLogicSas
        case .i82078: .i82078
        case .usb: .usb
        case .nvme: .nvme
        case .virtioSCSI: .virtioSCSI
        }
    }
}
