//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation

/// What is known of a disk.
public struct DiskInfo: Sendable, Hashable {
    /// A machine that needs a disk.
    public struct User: Sendable, Hashable {
        /// The machine.
        public var machine: Machine

        /// Its name; its UUID for an inaccessible machine.
        public var name: String

        /// Whether the disk is in a slot of the machine as it is now; if not, snapshots of it need the disk.
        public var isAttached: Bool

        /// Whether it has the disk itself; if not, it has one that is based on it.
        public var isDirect: Bool
    }

    /// The disk.
    public var disk: Disk

    /// The name of a data disk; of others, the name of the file.
    public var name: String

    /// The path of its file on the host.
    public var path: String

    /// VirtualBox's name of the format, for example `VDI`.
    public var format: String

    /// Whether its file has its full size from the beginning.
    public var isFixed: Bool

    /// What happens to what is written to it; nil for a type that VMFest does not know.
    public var type: DiskType?

    /// The size as a guest sees it.
    public var capacity: DataSize

    /// The size of its file.
    public var fileSize: DataSize

    /// What is known of its file.
    public var state: DiskState

    /// Why its file can not be read; nil for all others.
    public var error: String?

    /// The machines that need it, by name; also those that have disks which are based on it.
    public var users: [User] = []

    /// VirtualBox's name of the password of an encrypted disk; nil for one that is not encrypted.
    ///
    /// Disks that are based on an encrypted one are encrypted, too, with the same password.
    public var passwordID: String?

    /// The UUID of the disk that it is based on; nil for one that is whole.
    public var parent: UUID?

    /// The UUIDs of the disks that are based on it.
    public var children: [UUID] = []

    /// Whether it is a data disk of VMFest's.
    public var isManaged: Bool

    /// The name of the image of the catalogue whose base it is; nil for all others.
    public var image: String?

    /// When it was made; nil where that is not known.
    public var created: Date?

    /// The disk's UUID.
    public var id: UUID { disk.id }
}

extension DiskInfo: Encodable {
    private enum CodingKeys: String, CodingKey {
        case id, name, path, format, fixed, type, capacity, fileSize, state, error, machines, parent, children, managed
        case image, created, host
        case passwordID = "passwordId"
    }

    /// Writes the documented keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(disk.key, forKey: .id)
        try container.encode(name, forKey: .name)
        try container.encode(path, forKey: .path)
        try container.encode(format, forKey: .format)
        try container.encode(isFixed, forKey: .fixed)
        try container.encodeIfPresent(type, forKey: .type)
        try container.encode(capacity.bytes, forKey: .capacity)
        try container.encode(fileSize.bytes, forKey: .fileSize)
        try container.encode(state, forKey: .state)
        try container.encodeIfPresent(error, forKey: .error)
        try container.encode(users, forKey: .machines)
        try container.encodeIfPresent(passwordID, forKey: .passwordID)
        try container.encodeIfPresent(parent?.uuidString.lowercased(), forKey: .parent)
        try container.encode(children.map { $0.uuidString.lowercased() }, forKey: .children)
        try container.encode(isManaged, forKey: .managed)
        try container.encodeIfPresent(image, forKey: .image)
        try container.encodeIfPresent(created, forKey: .created)
        try container.encode(disk.host.url, forKey: .host)
    }
}

extension DiskInfo.User: Encodable {
    private enum CodingKeys: String, CodingKey {
        case id, name, attached, direct
    }

    /// Writes the documented keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(machine.key, forKey: .id)
        try container.encode(name, forKey: .name)
        try container.encode(isAttached, forKey: .attached)
        try container.encode(isDirect, forKey: .direct)
    }
}
