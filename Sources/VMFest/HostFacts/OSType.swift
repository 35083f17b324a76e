//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A kind of guest operating system, as VirtualBox knows it: its ``id`` is what ``MachineSpec/osType`` names.
///
/// Its JSON has a key for each property, under the property's name.
public struct OSType: Sendable, Hashable, Codable {
    /// What a spec names, for example `Debian12_64`.
    public var id: String

    /// What people call it, for example `Debian 12 Bookworm (64-bit)`.
    public var description: String

    /// The family's name, for example `Linux`.
    public var family: String

    /// What people call the family.
    public var familyDescription: String

    /// The branch of the family, for example `Debian`; empty where there is none or VirtualBox does not tell, before 7.1.
    public var subtype: String

    /// Whether it is a 64-bit system.
    public var is64Bit: Bool

    /// `x86` or `ARM`.
    public var architecture: String

    /// What VirtualBox recommends for it.
    public var recommended: Recommendation

    /// The hardware that VirtualBox recommends for a guest; names are VirtualBox's.
    public struct Recommendation: Sendable, Hashable, Codable {
        /// Virtual CPUs.
        public var cpus: Int
        /// In MiB.
        public var memoryMiB: Int
        /// In MiB.
        public var videoMemoryMiB: Int
        /// The disk's size in bytes.
        public var diskSize: Int64
        /// The firmware: `BIOS`, `EFI` and so on.
        public var firmware: String
        /// The chipset.
        public var chipset: String
        /// The graphics controller.
        public var graphics: String
        /// The network card.
        public var networkAdapter: String
        /// The bus of the hard disks.
        public var diskBus: String
        /// The controller of the hard disks.
        public var diskController: String
        /// The bus of the disc drives.
        public var dvdBus: String
        /// The controller of the disc drives.
        public var dvdController: String
        /// The audio controller.
        public var audio: String
        /// Whether the processor's virtualization is needed.
        public var virtualization: Bool
        /// Whether an I/O APIC is needed.
        public var ioAPIC: Bool
        /// Whether PAE is needed.
        public var pae: Bool
        /// Whether an HPET is needed.
        public var hpet: Bool
        /// Whether the guest takes the clock for UTC.
        public var clockInUTC: Bool
        /// Whether there should be a floppy drive.
        public var floppy: Bool
        /// Whether there should be USB.
        public var usb: Bool
        /// Whether keyboard and mouse should be USB devices.
        public var usbKeyboard: Bool
        /// Whether the pointing device should be a USB tablet.
        public var usbTablet: Bool
    }
}
