//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation

/// What a machine was at some moment: its hardware, the content of its disks and, where it ran, what it was doing.
///
/// A value: it stays what it was when it was read. ``Machine/snapshots()`` reads it.
public struct Snapshot: Sendable, Hashable {
    /// The UUID, which VirtualBox gave it and which never changes.
    public var id: UUID

    /// The name.
    ///
    /// VMFest gives no name twice to snapshots of one machine; VirtualBox would.
    public var name: String

    /// The text for people; empty where there is none.
    public var description: String

    /// When it was taken.
    public var taken: Date

    /// Whether the machine ran, so that what it was doing is in it, too: after a restore it goes on from there.
    public var isLive: Bool

    /// Whether the machine's present state came from this one: the next snapshot becomes its child.
    public var isCurrent: Bool

    /// The snapshot that it was taken after; nil for the first.
    public var parent: UUID?

    /// How many snapshots it was taken after: 0 for the first.
    public var depth: Int

    /// The UUID as VirtualBox writes it.
    var key: String { id.uuidString.lowercased() }
}

extension Snapshot: Encodable {
    private enum CodingKeys: String, CodingKey {
        case id, name, description, taken, live, current, parent, depth
    }

    /// Writes the documented keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(key, forKey: .id)
        try container.encode(name, forKey: .name)
        try container.encode(description, forKey: .description)
        try container.encode(taken, forKey: .taken)
        try container.encode(isLive, forKey: .live)
        try container.encode(isCurrent, forKey: .current)
        try container.encodeIfPresent(parent?.uuidString.lowercased(), forKey: .parent)
        try container.encode(depth, forKey: .depth)
    }
}
