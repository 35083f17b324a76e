//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation

/// An image that machines of one size start from within a moment: a guest of it has booted already, and each machine goes
/// on from there with an identity of its own.
///
/// Its JSON has the keys `image`, `size`, `login`, `created`, `virtualBoxVersion`, `template` and `machines`. Keys may be
/// added; those named here keep name, type and unit.
public struct WarmImage: Sendable, Hashable {
    /// The image's name in the catalogue.
    public var image: String

    /// The name of the size that it was made for.
    public var size: String

    /// The user of the guest who gets a machine's keys.
    public var login: String

    /// When it was made.
    public var created: Date

    /// The version of the VirtualBox that made it; it is of no use to another one.
    public var virtualBoxVersion: String

    /// The UUID of the machine that it consists of.
    public var template: UUID

    /// How many machines there are that were started from it.
    public var machines: Int
}

extension WarmImage: Codable {
    private enum CodingKeys: String, CodingKey {
        case image, size, login, created, virtualBoxVersion, template, machines
    }

    /// Reads the documented keys; others are passed over.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        image = try container.decode(String.self, forKey: .image)
        size = try container.decode(String.self, forKey: .size)
        login = try container.decode(String.self, forKey: .login)
        created = try container.decode(Date.self, forKey: .created)
        virtualBoxVersion = try container.decode(String.self, forKey: .virtualBoxVersion)
        template = try container.decode(UUID.self, forKey: .template)
        machines = try container.decode(Int.self, forKey: .machines)
    }

    /// Writes the documented keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(image, forKey: .image)
        try container.encode(size, forKey: .size)
        try container.encode(login, forKey: .login)
        try container.encode(created, forKey: .created)
        try container.encode(virtualBoxVersion, forKey: .virtualBoxVersion)
        try container.encode(template.uuidString.lowercased(), forKey: .template)
        try container.encode(machines, forKey: .machines)
    }
}

extension WarmImage {
    /// What a template is to its users.
    init(_ template: WarmTemplate, machines: Int) throws {
        guard let id = UUID(uuidString: template.id) else {
            throw VMFestError(.failed, "the host says that a machine's UUID is '\(template.id)'")
        }
        let record = template.record
        self.init(
            image: record.image, size: record.size, login: record.login, created: record.created,
            virtualBoxVersion: record.virtualBoxVersion, template: id, machines: machines)
    }
}
