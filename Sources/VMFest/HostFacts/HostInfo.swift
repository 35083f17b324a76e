//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation

/// What there is to know of a host, asked in one go; see ``Host/info()``.
///
/// Its JSON has a key for each property, under the property's name, except that amounts of memory are in MiB
/// (`memoryMiB`, `availableMemoryMiB`). What is not known is absent. Keys may be added; those that are there keep name,
/// type and unit. Interfaces have the keys of ``HostInterface``.
public struct HostInfo: Sendable, Hashable {
    /// Which VirtualBox it is.
    public var virtualBox: Software

    /// The name of the host's operating system.
    public var operatingSystem: String

    /// The version of the operating system.
    public var osVersion: String

    /// The host's clock; the lifetimes of machines are compared with the clocks of those who ask.
    public var clock: Date

    /// The processors.
    public var processors: Processors

    /// The memory.
    public var memory: DataSize

    /// The memory that is not in use at the moment.
    public var availableMemory: DataSize

    /// The DNS domain; empty where there is none.
    public var domain: String

    /// The addresses of the host's name servers.
    public var nameServers: [String]

    /// The network interfaces that VirtualBox can use, bridged ones first.
    public var networkInterfaces: [HostInterface]

    /// The names of the internal networks that machines name.
    public var internalNetworks: [String]

    /// The drives for discs and floppies that machines can use, by VirtualBox's names for them.
    public var discDrives: [String]

    /// The disks that machines could be given raw; empty where the web service's user may not see them.
    public var drives: [Drive]

    /// How machines are executed.
    public var engine: Engine

    /// Which VirtualBox it is.
    public struct Software: Sendable, Hashable, Codable {
        /// The version with the packager's suffix, for example `7.2.22_Debian`.
        public var version: String
        /// The number of the source revision.
        public var revision: Int
        /// The version of the interface, for example `7.2`.
        public var apiVersion: String
        /// Who built it for what, for example `LINUX_64BITS_UBUNTU_22_04`.
        public var packageType: String
        /// The folder of VirtualBox's own settings.
        public var homeFolder: String
        /// The file of VirtualBox's own settings.
        public var settingsFile: String
    }

    /// The host's processors.
    public struct Processors: Sendable, Hashable, Codable {
        /// `x86` or `ARM`.
        public var architecture: String
        /// What they call themselves.
        public var model: String
        /// In MHz; 0 where it is not known.
        public var megahertz: Int
        /// How many there are, each thread of a core counted.
        public var count: Int
        /// How many of them are switched on.
        public var online: Int
        /// How many cores there are.
        public var cores: Int
        /// What they can, in VirtualBox's words: `HWVirtEx`, `PAE`, `LongMode`, `NestedPaging`, `UnrestrictedGuest`,
        /// `NestedHWVirt`, `VirtVmsaveVmload`.
        public var features: [String]
    }

    /// A disk of the host.
    public struct Drive: Sendable, Hashable, Codable {
        /// Its path on the host.
        public var path: String
        /// What it calls itself; empty where that is not known.
        public var model: String
        /// Its size in bytes.
        public var size: Int64
    }

    /// How a host executes machines.
    public enum Engine: String, Sendable, Hashable, Codable, CaseIterable {
        /// By the processor itself, through VirtualBox's own driver.
        case hardware
        /// By the processor itself, through the operating system's interface for it.
        case native
        /// VirtualBox can not use the processor's virtualization: a program imitates the processor, or the operating
        /// system helps out, both much slower; or machines do not start.
        case emulated
    }
}

extension HostInfo: Encodable {
    private enum CodingKeys: String, CodingKey {
        case virtualBox, operatingSystem, osVersion, clock, processors, memoryMiB, availableMemoryMiB, domain
        case nameServers, networkInterfaces, internalNetworks, discDrives, drives, engine
    }

    /// Writes the documented keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(virtualBox, forKey: .virtualBox)
        try container.encode(operatingSystem, forKey: .operatingSystem)
        try container.encode(osVersion, forKey: .osVersion)
        try container.encode(clock, forKey: .clock)
        try container.encode(processors, forKey: .processors)
        try container.encode(memory.mebibytes, forKey: .memoryMiB)
        try container.encode(availableMemory.mebibytes, forKey: .availableMemoryMiB)
        try container.encode(domain, forKey: .domain)
        try container.encode(nameServers, forKey: .nameServers)
        try container.encode(networkInterfaces, forKey: .networkInterfaces)
        try container.encode(internalNetworks, forKey: .internalNetworks)
        try container.encode(discDrives, forKey: .discDrives)
        try container.encode(drives, forKey: .drives)
        try container.encode(engine, forKey: .engine)
    }
}
