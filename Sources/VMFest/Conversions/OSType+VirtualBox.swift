//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

extension OSType {
    init(_ type: GuestOSType) {
        id = type.id
        description = type.description
        family = type.familyId
        familyDescription = type.familyDescription
        subtype = type.subtype
        is64Bit = type.is64Bit
        // Before 7.1 there was nothing else.
        architecture = (type.platformArchitecture ?? .x86).rawValue
        recommended = Recommendation(type)
    }
}

extension OSType.Recommendation {
    fileprivate init(_ type: GuestOSType) {
        cpus = Int(type.recommendedCPUCount)
        memoryMiB = Int(type.recommendedRAM)
        videoMemoryMiB = Int(type.recommendedVRAM)
        diskSize = type.recommendedHDD
        firmware = type.recommendedFirmware.rawValue
        chipset = type.recommendedChipset.rawValue
        graphics = type.recommendedGraphicsController.rawValue
        networkAdapter = type.adapterType.rawValue
        diskBus = type.recommendedHDStorageBus.rawValue
        diskController = type.recommendedHDStorageController.rawValue
        dvdBus = type.recommendedDVDStorageBus.rawValue
        dvdController = type.recommendedDVDStorageController.rawValue
        audio = type.recommendedAudioController.rawValue
        virtualization = type.recommendedVirtEx
        ioAPIC = type.recommendedIOAPIC
        pae = type.recommendedPAE
        hpet = type.recommendedHPET
        clockInUTC = type.recommendedRTCUseUTC
        floppy = type.recommendedFloppy
        usb = type.recommendedUSB
        usbKeyboard = type.recommendedUSBHID
        usbTablet = type.recommendedUSBTablet
    }
}
