//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension MachineAttributes {
    static let board: [Attribute<MachineSpec, BoardSettings>] = [
        Attribute(
            choice: "platform.chipset", \.platform.chipset,
            get: { try await $0.chipset() }, set: { try await $0.chooseChipset($1) }),
        Attribute(
            choice: "platform.iommu", \.platform.iommu,
            get: { try await $0.iommu() }, set: { try await $0.setIommu($1) }),
        Attribute(
            "platform.utcClock", \.platform.utcClock, .alwaysForNextStart,
            get: { try await $0.clockRunsInUTC() }, set: { try await $0.setClockRunsInUTC($1) }),
    ]

    static let start: [Attribute<MachineSpec, StartSettings>] = [
        Attribute(
            required: "firmware", \.firmware,
            get: { Firmware(try await $0.type()) ?? .bios }, set: { try await $0.setType($1.remote) }),
        Attribute(
            "platform.ioAPIC", \.platform.ioAPIC,
            get: { try await $0.ioAPIC() }, set: { try await $0.setIoAPIC($1) }),
        Attribute(
            "platform.acpi", \.platform.acpi,
            get: { try await $0.acpi() }, set: { try await $0.setAcpi($1) }),
        Attribute(
            choice: "platform.apicMode", \.platform.apicMode,
            get: { try await $0.apicMode() }, set: { try await $0.setApicMode($1) }),
        Attribute(
            "platform.clockOffset", \.platform.clockOffset,
            get: { Int(try await $0.timeOffset()) }, set: { try await $0.setTimeOffset(Int64($1)) }),
        Attribute(
            choice: "boot.menu", \.boot.menu,
            get: { try await $0.menu() }, set: { try await $0.setMenu($1) }),
        Attribute(
            "boot.pxeDebug", \.boot.pxeDebug,
            get: { try await $0.pxeDebug() }, set: { try await $0.setPxeDebug($1) }),
        Attribute(
            "boot.logoFadeIn", \.boot.logoFadeIn,
            get: { try await $0.fadesIn() }, set: { try await $0.setFadesIn($1) }),
        Attribute(
            "boot.logoFadeOut", \.boot.logoFadeOut,
            get: { try await $0.fadesOut() }, set: { try await $0.setFadesOut($1) }),
        Attribute(
            "boot.logoTime", \.boot.logoTime,
            get: { Int(try await $0.logoTime()) }, set: { try await $0.setLogoTime(UInt32($1)) }),
        Attribute(
            "boot.logoFile", \.boot.logoFile,
            get: { try await $0.logoFile() }, set: { try await $0.setLogoFile($1) }),
    ]

    static let trustedPlatform: [Attribute<MachineSpec, TrustedPlatformModule>] = [
        Attribute(
            choice: "platform.tpm", \.platform.tpm,
            get: { try await $0.getType() }, set: { try await $0.setType($1) }),
        Attribute(
            "platform.tpmLocation", \.platform.tpmLocation,
            get: { try await $0.getLocation() }, set: { try await $0.setLocation($1) }),
    ]
}

extension BoardSettings {
    /// Sets the chipset, and with it how many network cards there are.
    ///
    /// VirtualBox makes the cards when the chipset changes. A new machine that has this chipset from its guest's system
    /// has the cards of the usual one, so that one is set first.
    fileprivate func chooseChipset(_ chipset: ChipsetType) async throws {
        if chipset == .ich9, try await self.chipset() == chipset { try await setChipset(.piix3) }
        try await setChipset(chipset)
    }
}
