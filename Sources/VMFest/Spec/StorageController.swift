//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A storage controller and what is in its slots.
public struct StorageController: Sendable, Hashable {
    /// How devices are connected to a controller.
    public enum Bus: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// IDE: 4 slots, primary master, primary slave, secondary master, secondary slave.
        case ide
        /// SATA: up to 30 slots.
        case sata
        /// SCSI: up to 16 slots.
        case scsi
        /// SAS: up to 255 slots.
        case sas
        /// virtio-scsi: up to 256 slots.
        case virtio
        /// NVMe: up to 255 slots, for disks only.
        case nvme
        /// USB: up to 8 slots.
        case usb
        /// Floppy: 2 slots, for floppy drives only.
        case floppy
    }

    /// The model of a storage controller.
    public enum Model: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// Intel's PIIX3, on the IDE bus.
        case piix3
        /// Intel's PIIX4, on the IDE bus; the usual one.
        case piix4
        /// Intel's ICH6, on the IDE bus.
        case ich6
        /// Intel's AHCI, on the SATA bus.
        case ahci
        /// LSI Logic's, on the SCSI bus; the usual one.
        case lsiLogic = "lsilogic"
        /// BusLogic's, on the SCSI bus.
        case busLogic = "buslogic"
        /// LSI Logic's, on the SAS bus.
        case lsiLogicSAS = "lsilogic-sas"
        /// The floppy controller.
        case i82078
        /// USB mass storage.
        case usb
        /// NVMe.
        case nvme
        /// The paravirtual SCSI controller.
        case virtioSCSI = "virtio-scsi"

        /// The bus that it has.
        var bus: Bus {
            switch self {
            case .piix3, .piix4, .ich6: .ide
            case .ahci: .sata
            case .lsiLogic, .busLogic: .scsi
            case .lsiLogicSAS: .sas
            case .i82078: .floppy
            case .usb: .usb
            case .nvme: .nvme
            case .virtioSCSI: .virtio
            }
        }
    }

    /// The controller's name, unique in a machine.
    public var name: String

    /// The bus.
    public var bus: Bus

    /// What is in the slots, slot 0 first; nil is an empty slot.
    ///
    /// Slots beyond the end are empty.
    public var devices: [StorageDevice?]

    /// The model; nil for the bus's usual one.
    public var model: Model?

    /// The number of ports, where the bus lets it be chosen; nil for as many as ``devices`` need.
    public var ports: Int?

    /// Whether the firmware may start from it; nil leaves VirtualBox's choice.
    public var bootable: Bool?

    /// Whether the host caches what the guest reads and writes; nil leaves VirtualBox's choice.
    public var hostIOCache: Bool?

    /// A controller.
    public init(
        name: String, bus: Bus, devices: [StorageDevice?] = [], model: Model? = nil, ports: Int? = nil,
        bootable: Bool? = nil, hostIOCache: Bool? = nil
    ) {
        self.name = name
        self.bus = bus
        self.devices = devices
        self.model = model
        self.ports = ports
        self.bootable = bootable
        self.hostIOCache = hostIOCache
    }

    /// An IDE controller.
    public static func ide(_ name: String, devices: [StorageDevice?] = []) -> Self {
        Self(name: name, bus: .ide, devices: devices)
    }

    /// A SATA controller.
    public static func sata(_ name: String, devices: [StorageDevice?] = []) -> Self {
        Self(name: name, bus: .sata, devices: devices)
    }

    /// A SCSI controller.
    public static func scsi(_ name: String, devices: [StorageDevice?] = []) -> Self {
        Self(name: name, bus: .scsi, devices: devices)
    }

    /// A SAS controller.
    public static func sas(_ name: String, devices: [StorageDevice?] = []) -> Self {
        Self(name: name, bus: .sas, devices: devices)
    }

    /// A virtio-scsi controller.
    public static func virtio(_ name: String, devices: [StorageDevice?] = []) -> Self {
        Self(name: name, bus: .virtio, devices: devices)
    }

    /// An NVMe controller.
    public static func nvme(_ name: String, devices: [StorageDevice?] = []) -> Self {
        Self(name: name, bus: .nvme, devices: devices)
    }

    /// A USB mass storage controller.
    public static func usb(_ name: String, devices: [StorageDevice?] = []) -> Self {
        Self(name: name, bus: .usb, devices: devices)
    }

    /// A floppy controller.
    public static func floppy(_ name: String, devices: [StorageDevice?] = []) -> Self {
        Self(name: name, bus: .floppy, devices: devices)
    }
}

extension StorageController: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, bus, devices, model, ports, bootable, hostIOCache
    }

    /// Reads `name`, `bus` and where given the others; in `devices` `null` is an empty slot.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        bus = try container.decode(Bus.self, forKey: .bus)
        devices = try container.decode(.devices, default: [])
        model = try container.decodeIfPresent(Model.self, forKey: .model)
        ports = try container.decodeIfPresent(Int.self, forKey: .ports)
        bootable = try container.decodeIfPresent(Bool.self, forKey: .bootable)
        hostIOCache = try container.decodeIfPresent(Bool.self, forKey: .hostIOCache)
    }
}
