//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What a machine shall be: its hardware, its disks and its networks.
///
/// Every part has a default, so `MachineSpec()` with an image is a machine that can be started. The spec is read from
/// YAML and JSON and written as either; unknown keys are refused.
public struct MachineSpec: Sendable, Hashable {
    /// The guest's memory, in whole mebibytes.
    ///
    /// At least 4 MiB; the host says how much at most. Default: 512 MiB.
    public var memory: DataSize

    /// The number of virtual CPUs: 1 to what the host allows.
    ///
    /// Default: 1.
    public var cpus: Int

    /// What starts the guest's boot loader.
    ///
    /// Default: ``Firmware/bios``.
    public var firmware: Firmware

    /// VirtualBox's name of the guest's operating system, for example `Debian12_64`.
    ///
    /// Default: `Linux_64`.
    public var osType: String

    /// A text for people; it is shown by `show` and in VirtualBox's own window.
    ///
    /// Default: empty.
    public var description: String

    /// The graphics card.
    ///
    /// Default: a VMSVGA card with 16 MiB.
    public var graphics: Graphics

    /// The network cards, slot by slot.
    ///
    /// Default: one card behind NAT.
    public var networks: [NetworkAdapter]

    /// The storage controllers with what is in their slots.
    ///
    /// Default: one SATA controller named `SATA`.
    public var storage: [StorageController]

    /// Where the disk on the image goes, and how large it is.
    ///
    /// Default: slot 0 of the controller named `SATA`. The slot must be empty in ``storage``. Without an image it means
    /// nothing.
    public var bootDisk: BootDisk

    /// Folders of the host that the guest may mount.
    ///
    /// Default: none.
    public var sharedFolders: [SharedFolder]

    /// The serial ports, COM1 first.
    ///
    /// Default: none.
    public var serialPorts: [SerialPort]

    /// A spec; every part has a default.
    public init(
        memory: DataSize = .mebibytes(512),
        cpus: Int = 1,
        firmware: Firmware = .bios,
        osType: String = "Linux_64",
        description: String = "",
        graphics: Graphics = Graphics(),
        networks: [NetworkAdapter] = [.nat()],
        storage: [StorageController] = [.sata("SATA")],
        bootDisk: BootDisk = BootDisk(controller: "SATA", slot: 0),
        sharedFolders: [SharedFolder] = [],
        serialPorts: [SerialPort] = []
    ) {
        self.memory = memory
        self.cpus = cpus
        self.firmware = firmware
        self.osType = osType
        self.description = description
        self.graphics = graphics
        self.networks = networks
        self.storage = storage
        self.bootDisk = bootDisk
        self.sharedFolders = sharedFolders
        self.serialPorts = serialPorts
    }
}

extension MachineSpec: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case memory, cpus, firmware, osType, description, graphics, networks, storage, bootDisk, sharedFolders
        case serialPorts
    }

    /// Reads a spec; absent keys have their defaults, unknown ones are refused.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        let standard = decoder.specDefaults
        memory = try container.decode(.memory, default: standard.memory)
        cpus = try container.decode(.cpus, default: standard.cpus)
        firmware = try container.decode(.firmware, default: standard.firmware)
        osType = try container.decode(.osType, default: standard.osType)
        description = try container.decode(.description, default: standard.description)
        graphics = try container.decode(.graphics, default: standard.graphics)
        networks = try container.decode(.networks, default: standard.networks)
        storage = try container.decode(.storage, default: standard.storage)
        bootDisk = try container.decode(.bootDisk, default: standard.bootDisk)
        sharedFolders = try container.decode(.sharedFolders, default: standard.sharedFolders)
        serialPorts = try container.decode(.serialPorts, default: standard.serialPorts)
    }
}
