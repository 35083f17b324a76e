//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A folder of the host that a guest with Guest Additions may mount.
public struct SharedFolder: Sendable, Hashable {
    /// The name by which the guest mounts it; unique in a machine.
    public var name: String

    /// The folder's absolute path on the VirtualBox host.
    public var path: String

    /// Whether the guest may write to it.
    ///
    /// Default: no.
    public var writable: Bool

    /// Whether the Guest Additions mount it by themselves.
    ///
    /// Default: yes.
    public var automount: Bool

    /// Where the Guest Additions mount it; empty leaves the choice to them.
    public var mountPoint: String

    /// A folder; read-only unless it is said to be writable.
    public init(
        name: String, path: String, writable: Bool = false, automount: Bool = true, mountPoint: String = ""
    ) {
        self.name = name
        self.path = path
        self.writable = writable
        self.automount = automount
        self.mountPoint = mountPoint
    }
}

extension SharedFolder: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, path, writable, automount, mountPoint
    }

    /// Reads `name` and `path`, and where given `writable`, `automount` and `mountPoint`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        path = try container.decode(String.self, forKey: .path)
        writable = try container.decode(.writable, default: false)
        automount = try container.decode(.automount, default: true)
        mountPoint = try container.decode(.mountPoint, default: "")
    }
}
