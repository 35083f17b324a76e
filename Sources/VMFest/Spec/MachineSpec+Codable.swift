//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

extension MachineSpec: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case memory, cpus, firmware, osType, description, graphics, networks, storage, bootDisk, sharedFolders
        case serialPorts
        case memoryBalloon, cpu, platform, boot, audio, input, usb, sharing, remoteDisplay, teleporter
        case autostart, ioCache, priority, snapshotFolder, hardwareUUID, bandwidthGroups, parallelPorts
    }

    /// Reads a spec; absent keys have their defaults, unknown ones are refused.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        let standard = decoder.specDefaults
        self.init()
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
        try decodeHardware(container, standard)
        MachineAttributes.fill(&self, from: standard)
    }

    private mutating func decodeHardware(
        _ container: KeyedDecodingContainer<CodingKeys>, _ standard: MachineSpec
    ) throws {
        memoryBalloon = try container.decodeIfPresent(DataSize.self, forKey: .memoryBalloon) ?? standard.memoryBalloon
        cpu = try container.part(.cpu, default: standard.cpu)
        platform = try container.part(.platform, default: standard.platform)
        boot = try container.part(.boot, default: standard.boot)
        audio = try container.part(.audio, default: standard.audio)
        input = try container.part(.input, default: standard.input)
        usb = try container.part(.usb, default: standard.usb)
        sharing = try container.part(.sharing, default: standard.sharing)
        remoteDisplay = try container.part(.remoteDisplay, default: standard.remoteDisplay)
        teleporter = try container.part(.teleporter, default: standard.teleporter)
        autostart = try container.part(.autostart, default: standard.autostart)
        ioCache = try container.part(.ioCache, default: standard.ioCache)
        priority = try container.decodeIfPresent(ProcessPriority.self, forKey: .priority) ?? standard.priority
        snapshotFolder = try container.decodeIfPresent(String.self, forKey: .snapshotFolder) ?? standard.snapshotFolder
        hardwareUUID = try container.decodeIfPresent(UUID.self, forKey: .hardwareUUID) ?? standard.hardwareUUID
        bandwidthGroups = try container.partsIfPresent(.bandwidthGroups) ?? standard.bandwidthGroups
        parallelPorts = try container.partsIfPresent(.parallelPorts) ?? standard.parallelPorts
    }

    /// Writes a spec; what is left to VirtualBox is left out.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(memory, forKey: .memory)
        try container.encode(cpus, forKey: .cpus)
        try container.encode(firmware, forKey: .firmware)
        try container.encode(osType, forKey: .osType)
        try container.encode(description, forKey: .description)
        try container.encode(graphics, forKey: .graphics)
        try container.encode(networks, forKey: .networks)
        try container.encode(storage, forKey: .storage)
        try container.encode(bootDisk, forKey: .bootDisk)
        try container.encode(sharedFolders, forKey: .sharedFolders)
        try container.encode(serialPorts, forKey: .serialPorts)
        try encodeHardware(to: &container)
    }

    private func encodeHardware(to container: inout KeyedEncodingContainer<CodingKeys>) throws {
        try container.encodeIfPresent(memoryBalloon, forKey: .memoryBalloon)
        try container.encode(cpu, .cpu, unless: CPU())
        try container.encode(platform, .platform, unless: Platform())
        try container.encode(boot, .boot, unless: BootOptions())
        try container.encode(audio, .audio, unless: Audio())
        try container.encode(input, .input, unless: InputDevices())
        try container.encode(usb, .usb, unless: USB())
        try container.encode(sharing, .sharing, unless: Sharing())
        try container.encode(remoteDisplay, .remoteDisplay, unless: RemoteDisplay())
        try container.encode(teleporter, .teleporter, unless: Teleporter())
        try container.encode(autostart, .autostart, unless: Autostart())
        try container.encode(ioCache, .ioCache, unless: IOCache())
        try container.encodeIfPresent(priority, forKey: .priority)
        try container.encodeIfPresent(snapshotFolder, forKey: .snapshotFolder)
        try container.encodeIfPresent(hardwareUUID, forKey: .hardwareUUID)
        try container.encode(bandwidthGroups, .bandwidthGroups, unless: [])
        try container.encode(parallelPorts, .parallelPorts, unless: [])
    }
}
