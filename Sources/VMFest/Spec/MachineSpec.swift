//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation

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

    /// How much of the memory the guest gives back to the host, in whole mebibytes; it needs Guest Additions.
    ///
    /// Can be changed while the machine runs. Nil means none.
    public var memoryBalloon: DataSize?

    /// How the CPUs behave.
    public var cpu: CPU = CPU()

    /// The main board.
    public var platform: Platform = Platform()

    /// How the firmware finds what it starts.
    public var boot: BootOptions = BootOptions()

    /// The sound card.
    public var audio: Audio = Audio()

    /// What the user types and points with.
    public var input: InputDevices = InputDevices()

    /// The USB controllers, and what the guest gets of the host's devices.
    public var usb: USB = USB()

    /// What the guest shares with its window on the host.
    public var sharing: Sharing = Sharing()

    /// The server that shows the screen over the network.
    public var remoteDisplay: RemoteDisplay = RemoteDisplay()

    /// Whether it waits for another machine's state.
    public var teleporter: Teleporter = Teleporter()

    /// What becomes of it when the host starts and ends.
    public var autostart: Autostart = Autostart()

    /// The cache for disks that the host's does not cache.
    public var ioCache: IOCache = IOCache()

    /// How much the host's scheduler favours the machine's process.
    ///
    /// Can be changed while the machine runs.
    public var priority: ProcessPriority?

    /// The folder for snapshots and saved states: an absolute path on the host, or one in the machine's own folder.
    ///
    /// Nil means `Snapshots` in the machine's folder.
    public var snapshotFolder: String?

    /// The UUID that the guest sees as that of its hardware; nil means the machine's own.
    public var hardwareUUID: UUID?

    /// The limits that disks or network cards share.
    public var bandwidthGroups: [BandwidthGroup] = []

    /// The parallel ports, LPT1 first.
    ///
    /// Default: none.
    public var parallelPorts: [ParallelPort] = []

    /// A spec; every part has a default, and what is not named here can be set afterwards.
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
