//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The main board of a machine.
public struct Platform: Sendable, Hashable, SpecPart {
    /// The chips that a machine's main board consists of.
    public enum Chipset: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// Intel's of 1996: 8 network cards.
        case piix3
        /// Intel's of 2007, with PCI Express: 36 network cards.
        case ich9
    }

    /// A unit that translates the addresses of devices.
    public enum IOMMU: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// None.
        case none
        /// What suits the host's processor.
        case automatic
        /// AMD's.
        case amd
        /// Intel's.
        case intel
    }

    /// A trusted platform module.
    public enum TPM: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// None.
        case none
        /// VirtualBox's own of version 1.2.
        case version12 = "v1.2"
        /// VirtualBox's own of version 2.0, as Windows 11 demands it.
        case version20 = "v2.0"
        /// The host's.
        case host
        /// One in another program, found at ``Platform/tpmLocation``.
        case software
    }

    /// An interrupt controller.
    public enum APICMode: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// None.
        case disabled
        /// The APIC.
        case apic
        /// The x2APIC.
        case x2apic
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case chipset, iommu, tpm, tpmLocation, ioAPIC, acpi, hpet, utcClock, clockOffset, apicMode
    }

    /// The chipset.
    public var chipset: Chipset?

    /// The unit that translates the addresses of devices; needs the ICH9 chipset.
    public var iommu: IOMMU?

    /// The trusted platform module.
    public var tpm: TPM?

    /// Where the module is, for one in another program or of the host.
    public var tpmLocation: String?

    /// Whether there is an I/O APIC, which several CPUs and 64-bit guests need.
    ///
    /// Nil means yes in a new machine.
    public var ioAPIC: Bool?

    /// Whether the guest sees ACPI; without it `stop` has no button to press.
    public var acpi: Bool?

    /// Whether there is a high precision event timer.
    public var hpet: Bool?

    /// Whether the guest's clock shows UTC, as Linux expects, or local time.
    ///
    /// Nil means yes in a new machine.
    public var utcClock: Bool?

    /// By how much the guest's clock is ahead of the host's, in milliseconds.
    public var clockOffset: Int?

    /// The interrupt controller that the firmware sets up.
    public var apicMode: APICMode?

    /// Nil leaves a part as VirtualBox makes it for the guest's system.
    public init(
        chipset: Chipset? = nil,
        iommu: IOMMU? = nil,
        tpm: TPM? = nil,
        tpmLocation: String? = nil,
        ioAPIC: Bool? = nil,
        acpi: Bool? = nil,
        hpet: Bool? = nil,
        utcClock: Bool? = nil,
        clockOffset: Int? = nil,
        apicMode: APICMode? = nil
    ) {
        self.chipset = chipset
        self.iommu = iommu
        self.tpm = tpm
        self.tpmLocation = tpmLocation
        self.ioAPIC = ioAPIC
        self.acpi = acpi
        self.hpet = hpet
        self.utcClock = utcClock
        self.clockOffset = clockOffset
        self.apicMode = apicMode
    }
}
