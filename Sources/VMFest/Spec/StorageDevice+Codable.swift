//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension StorageDevice: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case disk, newDisk, dvd, floppy
        case nonRotational, discard, hotPluggable, bandwidthGroup, temporaryEject

        static let contents: [Self] = [.disk, .newDisk, .dvd, .floppy]
    }

    /// Reads `dvd` or `floppy` for an empty drive, or one key with a path or a size: `disk: /data/a.vdi`,
    /// `newDisk: 10 GiB`, `dvd: /iso/a.iso`; beside it where given the others.
    public init(from decoder: any Decoder) throws {
        if let name = try? decoder.singleValueContainer().decode(String.self) {
            switch name {
            case "dvd": self = .dvd()
            case "floppy": self = .floppy()
            default: throw decoder.misread("'\(name)' is no device; an empty drive is dvd or floppy")
            }
            return
        }
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        let kinds = CodingKeys.contents.filter(container.contains)
        guard kinds.count == 1, let key = kinds.first else {
            throw decoder.misread("a device has one key of disk, newDisk, dvd and floppy")
        }
        switch key {
        case .disk: self = .disk(try container.decode(String.self, forKey: key))
        case .newDisk: self = .newDisk(try container.decode(DataSize.self, forKey: key))
        case .dvd: self = .dvd(try container.decodeIfPresent(String.self, forKey: key))
        default: self = .floppy(try container.decodeIfPresent(String.self, forKey: key))
        }
        nonRotational = try container.decode(.nonRotational, default: false)
        discard = try container.decode(.discard, default: false)
        hotPluggable = try container.decodeIfPresent(Bool.self, forKey: .hotPluggable)
        bandwidthGroup = try container.decodeIfPresent(String.self, forKey: .bandwidthGroup)
        temporaryEject = try container.decode(.temporaryEject, default: false)
    }

    /// Writes a device in the shape that is read.
    public func encode(to encoder: any Encoder) throws {
        if self == .dvd() || self == .floppy() {
            var single = encoder.singleValueContainer()
            try single.encode(self == .dvd() ? "dvd" : "floppy")
            return
        }
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch content {
        case .disk(let path): try container.encode(path, forKey: .disk)
        case .newDisk(let size): try container.encode(size, forKey: .newDisk)
        case .dvd(let path): try container.encode(path, forKey: .dvd)
        case .floppy(let path): try container.encode(path, forKey: .floppy)
        }
        try container.encode(nonRotational, .nonRotational, unless: false)
        try container.encode(discard, .discard, unless: false)
        try container.encodeIfPresent(hotPluggable, forKey: .hotPluggable)
        try container.encodeIfPresent(bandwidthGroup, forKey: .bandwidthGroup)
        try container.encode(temporaryEject, .temporaryEject, unless: false)
    }
}
