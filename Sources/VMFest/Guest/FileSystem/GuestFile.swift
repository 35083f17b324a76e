//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation

/// A file, a folder, a symbolic link or something else in a guest's file system.
///
/// Its JSON has the keys `name`, `kind` and `size` and, where they are known, `mode` (four octal digits, as `chmod`
/// takes them), `owner`, `group` and `modified`. Keys may be added; those named here keep name and meaning.
public struct GuestFile: Sendable, Hashable {
    /// What something in a file system is.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case file, folder, link
        /// A device, a pipe, a socket or the like.
        case other
    }

    /// The last part of its path.
    public var name: String

    /// What it is.
    public var kind: Kind

    /// In bytes; 0 for what is no file.
    public var size: Int64

    /// Its nine permission bits; nil where the guest has none.
    public var mode: UInt16?

    /// The number of the user whom it belongs to; nil where that is not known.
    public var owner: Int?

    /// The number of the group that it belongs to; nil where that is not known.
    public var group: Int?

    /// When its contents were changed, by the guest's clock; nil where that is not known.
    public var modified: Date?

    /// A file or the like.
    public init(
        name: String, kind: Kind, size: Int64 = 0, mode: UInt16? = nil, owner: Int? = nil, group: Int? = nil,
        modified: Date? = nil
    ) {
        self.name = name
        self.kind = kind
        self.size = size
        self.mode = mode
        self.owner = owner
        self.group = group
        self.modified = modified
    }
}

extension GuestFile: Encodable {
    private enum CodingKeys: String, CodingKey {
        case name, kind, size, mode, owner, group, modified
    }

    /// Writes the documented keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(kind, forKey: .kind)
        try container.encode(size, forKey: .size)
        try container.encodeIfPresent(mode.map(Permissions.text), forKey: .mode)
        try container.encodeIfPresent(owner, forKey: .owner)
        try container.encodeIfPresent(group, forKey: .group)
        try container.encodeIfPresent(modified, forKey: .modified)
    }
}
