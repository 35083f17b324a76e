//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation

/// An image in a host's catalogue: a base disk that is never written, and what there is to know of it.
///
/// Its JSON has the keys below, with the sizes in bytes and the time as in ISO 8601; those that do not apply are absent.
/// Keys may be added; those named here keep name, type and unit.
public struct ImageInfo: Sendable, Hashable {
    /// The name, by which machines are made from it.
    public var name: String

    /// VirtualBox's name of the guest's operating system, for example `Debian12_64`.
    public var osType: String

    /// The kind of processor that the guest was made for.
    public var architecture: Architecture

    /// Who can log in to the guest; nil where that is not known.
    public var user: String?

    /// What starts the guest's boot loader.
    public var firmware: Firmware

    /// A text for people.
    public var description: String

    /// The size of the disk as the guest sees it, in bytes; a machine's disk is never smaller.
    public var capacity: Int64

    /// The name of the size that its machines have where nobody says; nil for none.
    public var size: String?

    /// The least size of a machine's disk, in bytes; nil for ``capacity``.
    public var minimumDisk: Int64?

    /// The SHA-256 of what the image was imported from, as 64 hexadecimal digits; nil for one made from a machine.
    public var sha256: String?

    /// Where it came from: a path, an address, or a machine.
    public var source: String

    /// When it was made.
    public var created: Date

    /// The base disk's UUID.
    public var disk: UUID

    /// The path of the base disk on the host.
    public var path: String

    /// The size of the base disk's file, in bytes.
    public var fileSize: Int64

    /// The SHA-256 of the base disk's file; nil where this computer could not read the file when the image was made.
    public var fileSHA256: String?
}

extension ImageInfo {
    /// A kind of processor.
    public enum Architecture: String, Sendable, Hashable, Codable, CaseIterable {
        /// PCs: `x86` of 32 and 64 bits.
        case x86
        /// ARM of 64 bits.
        case arm
    }
}

extension ImageInfo: Codable {
    private enum CodingKeys: String, CodingKey {
        case name, osType, architecture, user, firmware, description, capacity, size, minimumDisk, sha256, source,
            created
        case disk, path, fileSize, fileSHA256
    }

    /// Reads the documented keys; others are passed over, since a newer VMFest may have written them.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        osType = try container.decode(String.self, forKey: .osType)
        architecture = try container.decode(Architecture.self, forKey: .architecture)
        user = try container.decodeIfPresent(String.self, forKey: .user)
        firmware = try container.decode(Firmware.self, forKey: .firmware)
        description = try container.decode(String.self, forKey: .description)
        capacity = try container.decode(Int64.self, forKey: .capacity)
        size = try container.decodeIfPresent(String.self, forKey: .size)
        minimumDisk = try container.decodeIfPresent(Int64.self, forKey: .minimumDisk)
        sha256 = try container.decodeIfPresent(String.self, forKey: .sha256)
        source = try container.decode(String.self, forKey: .source)
        created = try container.decode(Date.self, forKey: .created)
        disk = try container.decode(UUID.self, forKey: .disk)
        path = try container.decode(String.self, forKey: .path)
        fileSize = try container.decode(Int64.self, forKey: .fileSize)
        fileSHA256 = try container.decodeIfPresent(String.self, forKey: .fileSHA256)
    }

    /// Writes the documented keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(osType, forKey: .osType)
        try container.encode(architecture, forKey: .architecture)
        try container.encodeIfPresent(user, forKey: .user)
        try container.encode(firmware, forKey: .firmware)
        try container.encode(description, forKey: .description)
        try container.encode(capacity, forKey: .capacity)
        try container.encodeIfPresent(size, forKey: .size)
        try container.encodeIfPresent(minimumDisk, forKey: .minimumDisk)
        try container.encodeIfPresent(sha256, forKey: .sha256)
        try container.encode(source, forKey: .source)
        try container.encode(created, forKey: .created)
        try container.encode(disk.uuidString.lowercased(), forKey: .disk)
        try container.encode(path, forKey: .path)
        try container.encode(fileSize, forKey: .fileSize)
        try container.encodeIfPresent(fileSHA256, forKey: .fileSHA256)
    }
}
