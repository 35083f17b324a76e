//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What is in a slot of a storage controller.
///
/// Paths are absolute and those of the VirtualBox host.
public enum StorageDevice: Sendable, Hashable {
    /// An existing disk, written by this machine. It outlives the machine.
    case disk(_ path: String)

    /// A new, empty disk of this size in the machine's folder. It is removed with the machine.
    case newDisk(_ size: DataSize)

    /// A DVD drive with a disc image in it, or an empty one.
    case dvd(_ path: String? = nil)

    /// A floppy drive with a disk image in it, or an empty one.
    case floppy(_ path: String? = nil)
}

extension StorageDevice: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case disk, newDisk, dvd, floppy
    }

    /// Reads `dvd` or `floppy` for an empty drive, or one key with a path or a size: `disk: /data/a.vdi`,
    /// `newDisk: 10 GiB`, `dvd: /iso/a.iso`.
    public init(from decoder: any Decoder) throws {
        if let name = try? decoder.singleValueContainer().decode(String.self) {
            switch name {
            case "dvd": self = .dvd()
            case "floppy": self = .floppy()
            default: throw Self.misread(decoder, "'\(name)' is no device; an empty drive is dvd or floppy")
            }
            return
        }
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        guard container.allKeys.count == 1, let key = container.allKeys.first else {
            throw Self.misread(decoder, "a device has one key of disk, newDisk, dvd and floppy")
        }
        switch key {
        case .disk: self = .disk(try container.decode(String.self, forKey: key))
        case .newDisk: self = .newDisk(try container.decode(DataSize.self, forKey: key))
        case .dvd: self = .dvd(try container.decodeIfPresent(String.self, forKey: key))
        case .floppy: self = .floppy(try container.decodeIfPresent(String.self, forKey: key))
        }
    }

    /// Writes a device in the shape that is read.
    public func encode(to encoder: any Encoder) throws {
        var container: KeyedEncodingContainer<CodingKeys> { encoder.container(keyedBy: CodingKeys.self) }
        switch self {
        case .dvd(nil), .floppy(nil):
            var single = encoder.singleValueContainer()
            try single.encode(self == .dvd() ? "dvd" : "floppy")
        case .disk(let path):
            var keyed = container
            try keyed.encode(path, forKey: .disk)
        case .newDisk(let size):
            var keyed = container
            try keyed.encode(size, forKey: .newDisk)
        case .dvd(let path?):
            var keyed = container
            try keyed.encode(path, forKey: .dvd)
        case .floppy(let path?):
            var keyed = container
            try keyed.encode(path, forKey: .floppy)
        }
    }

    private static func misread(_ decoder: any Decoder, _ text: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: text))
    }
}
