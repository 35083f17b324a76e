//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation

/// What there is to know of a machine, asked in one go.
///
/// Its JSON has the keys `id`, `name`, `state`, `cpus`, `memoryMiB`, `host`, `osType`, `description`, `managed`,
/// `settingsFile` and `tags`, and where they apply `owner`, `created`, `expires`, `image`, `size`, `user`, `keys`,
/// `start` and `error`. Keys may be added; those named here keep name, type and unit.
public struct MachineInfo: Sendable, Hashable {
    /// The machine.
    public var machine: Machine

    /// Its name.
    ///
    /// Names are not unique on a host. For an inaccessible machine it is taken from the name of its settings file.
    public var name: String

    /// What it is doing.
    public var state: MachineState

    /// The number of virtual CPUs; 0 for an inaccessible machine.
    public var cpus: Int

    /// The guest's memory; 0 for an inaccessible machine.
    public var memory: DataSize

    /// VirtualBox's name of the guest's operating system.
    public var osType: String

    /// The text for people.
    public var description: String

    /// Whether VMFest made it: it is in the group `/vmfest`.
    public var isManaged: Bool

    /// The path of its settings file on the host.
    public var settingsFile: String

    /// Its tags; none for a machine that VMFest did not make.
    public var tags: [String: String] = [:]

    /// Whose machine it is, as its creator said; nil where that is not known.
    public var owner: String?

    /// When it was made; nil where that is not known.
    public var created: Date?

    /// When its lifetime ends; nil for one without end.
    public var expires: Date?

    /// The name of the image of the catalogue that it was made from; nil for one made from a file or without an image.
    public var image: String?

    /// The name of the size that it was made with; nil for one made without.
    public var size: String?

    /// Who can log in to its guest, as the image says; nil where that is not known.
    public var user: String?

    /// The fingerprints of the keys whose owners may log in, as far as VMFest told the guest.
    public var keys: [String] = []

    /// How its guest came up first; nil for one that was made from no image of the catalogue.
    public var start: StartKind?

    /// Why it is inaccessible; nil for all others.
    public var error: String?

    /// The machine's UUID.
    public var id: UUID { machine.id }
}

extension MachineInfo: Encodable {
    private enum CodingKeys: String, CodingKey {
        case id, name, state, cpus, memoryMiB, host, osType, description, managed, settingsFile, tags
        case owner, created, expires, image, size, user, keys, start, error
    }

    /// Writes the documented keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(machine.key, forKey: .id)
        try container.encode(name, forKey: .name)
        try container.encode(state, forKey: .state)
        try container.encode(cpus, forKey: .cpus)
        try container.encode(memory.mebibytes, forKey: .memoryMiB)
        try container.encode(machine.host.url, forKey: .host)
        try container.encode(osType, forKey: .osType)
        try container.encode(description, forKey: .description)
        try container.encode(isManaged, forKey: .managed)
        try container.encode(settingsFile, forKey: .settingsFile)
        try container.encode(tags, forKey: .tags)
        try container.encodeIfPresent(owner, forKey: .owner)
        try container.encodeIfPresent(created, forKey: .created)
        try container.encodeIfPresent(expires, forKey: .expires)
        try container.encodeIfPresent(image, forKey: .image)
        try container.encodeIfPresent(size, forKey: .size)
        try container.encodeIfPresent(user, forKey: .user)
        if !keys.isEmpty { try container.encode(keys, forKey: .keys) }
        try container.encodeIfPresent(start, forKey: .start)
        try container.encodeIfPresent(error, forKey: .error)
    }
}
