//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

extension Platform.Chipset: RemoteChoice {
    var remote: ChipsetType {
        switch self {
        case .piix3: .piix3
        case .ich9: .ich9
        }
    }
}

extension Platform.IOMMU: RemoteChoice {
    var remote: IommuType {
        switch self {
        case .none: .none
        case .automatic: .automatic
        case .amd: .amd
        case .intel: .intel
        }
    }
}

extension Platform.TPM: RemoteChoice {
    var remote: TpmType {
        switch self {
        case .none: .none
        case .version12: .v1_2
        case .version20: .v2_0
        case .host: .host
        case .software: .swtpm
        }
    }
}

extension Platform.APICMode: RemoteChoice {
    var remote: VirtualBoxAPI.APICMode {
        switch self {
        case .disabled: .disabled
        case .apic: .apic
        case .x2apic: .x2APIC
        }
    }
}

extension BootOptions.Device: RemoteChoice {
    var remote: DeviceType {
        switch self {
        case .none: .null
        case .floppy: .floppy
        case .dvd: .dvd
        case .disk: .hardDisk
        case .network: .network
        }
    }
}

extension BootOptions.Menu: RemoteChoice {
    var remote: FirmwareBootMenuMode {
        switch self {
        case .disabled: .disabled
        case .menuOnly: .menuOnly
        case .messageAndMenu: .messageAndMenu
        }
    }
}
