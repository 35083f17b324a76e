//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// How much of a host a machine gets, under a name.
///
/// Its JSON has the keys `name`, `cpus`, `memoryMiB`, `videoMemoryMiB`, `builtIn` and, where there is one, `disk` in bytes.
/// Keys may be added; those named here keep name, type and unit.
public struct Size: Sendable, Hashable {
    /// The name: lower-case letters, digits, dots, hyphens and underscores, a letter or a digit first, 63 at most.
    public var name: String

    /// The number of virtual CPUs.
    public var cpus: Int

    /// The guest's memory, in whole mebibytes.
    public var memory: DataSize

    /// The graphics card's memory, in whole mebibytes.
    public var videoMemory: DataSize

    /// The least size of the disk on an image; nil leaves it as large as the image's.
    public var disk: DataSize?

    /// A size; it is the host's once ``Host/addSize(_:)`` was told of it.
    public init(
        name: String, cpus: Int, memory: DataSize, videoMemory: DataSize = .mebibytes(16), disk: DataSize? = nil
    ) {
        self.name = name
        self.cpus = cpus
        self.memory = memory
        self.videoMemory = videoMemory
        self.disk = disk
    }

    /// Whether it is one of those that every host has.
    public var isBuiltIn: Bool { Self.builtIn.contains(self) }
}

extension Size {
    /// 1 CPU, 128 MiB.
    public static let nano = Self(name: "nano", cpus: 1, memory: .mebibytes(128))

    /// 1 CPU, 512 MiB.
    public static let micro = Self(name: "micro", cpus: 1, memory: .mebibytes(512))

    /// 1 CPU, 1 GiB, and 10 GiB of disk.
    public static let small = Self(name: "small", cpus: 1, memory: .gibibytes(1), disk: .gibibytes(10))

    /// 2 CPUs, 2 GiB, and 20 GiB of disk.
    public static let medium = Self(name: "medium", cpus: 2, memory: .gibibytes(2), disk: .gibibytes(20))

    /// 2 CPUs, 4 GiB, and 40 GiB of disk.
    public static let large = Self(name: "large", cpus: 2, memory: .gibibytes(4), disk: .gibibytes(40))

    /// 4 CPUs, 8 GiB, and 80 GiB of disk.
    public static let xlarge = Self(name: "xlarge", cpus: 4, memory: .gibibytes(8), disk: .gibibytes(80))

    /// Those that every host has, the smallest first.
    static let builtIn = [nano, micro, small, medium, large, xlarge]
}

extension Size: Codable {
    private enum CodingKeys: String, CodingKey {
        case name, cpus, memoryMiB, videoMemoryMiB, disk, builtIn
    }

    /// Reads the documented keys; others are passed over, since a newer VMFest may have written them.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        cpus = try container.decode(Int.self, forKey: .cpus)
        memory = .mebibytes(try container.decode(Int.self, forKey: .memoryMiB))
        videoMemory = .mebibytes(try container.decode(Int.self, forKey: .videoMemoryMiB))
        disk = try container.decodeIfPresent(Int64.self, forKey: .disk).map(DataSize.init(bytes:))
    }

    /// Writes the documented keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(cpus, forKey: .cpus)
        try container.encode(memory.mebibytes, forKey: .memoryMiB)
        try container.encode(videoMemory.mebibytes, forKey: .videoMemoryMiB)
        try container.encodeIfPresent(disk?.bytes, forKey: .disk)
        try container.encode(isBuiltIn, forKey: .builtIn)
    }
}
