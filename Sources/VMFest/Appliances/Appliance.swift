//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What an appliance file, OVA or OVF, says of the machine in it.
///
/// Its JSON has the keys `name`, `osType`, `cpus`, `memory` in MiB, `description`, `product`, `vendor`, `version`,
/// `license`, `disks` (an array of objects with `file` and `capacity` in bytes) and `warnings`.
public struct Appliance: Sendable, Hashable {
    /// A disk of the machine.
    public struct Disk: Sendable, Hashable, Encodable {
        /// The name of its file, in the archive or beside the OVF file.
        public var file: String

        /// How large the guest sees it, in bytes; nil where the appliance does not say.
        public var capacity: Int64?
    }

    /// The machine's name; empty where the appliance does not say.
    public var name: String

    /// VirtualBox's name of the guest's operating system, as VirtualBox understands the appliance.
    public var osType: String

    /// How many virtual processors it has; nil where the appliance does not say.
    public var cpus: Int?

    /// How much memory it has; nil where the appliance does not say.
    public var memory: DataSize?

    /// The text for people; empty where there is none.
    public var description: String

    /// What product it is; empty where it is none.
    public var product: String

    /// Who made the product.
    public var vendor: String

    /// The product's version.
    public var version: String

    /// The licence that who imports it has to accept; nil where there is none.
    public var license: String?

    /// The disks, in the order in which the appliance lists them.
    public var disks: [Disk]

    /// What VirtualBox did not understand of it, in its words.
    public var warnings: [String]
}

extension Appliance: Encodable {
    private enum CodingKeys: String, CodingKey {
        case name, osType, cpus, memory, description, product, vendor, version, license, disks, warnings
    }

    /// Writes the documented keys.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(osType, forKey: .osType)
        try container.encodeIfPresent(cpus, forKey: .cpus)
        try container.encodeIfPresent(memory.map { $0.bytes >> 20 }, forKey: .memory)
        try container.encode(description, forKey: .description)
        try container.encode(product, forKey: .product)
        try container.encode(vendor, forKey: .vendor)
        try container.encode(version, forKey: .version)
        try container.encodeIfPresent(license, forKey: .license)
        try container.encode(disks, forKey: .disks)
        try container.encode(warnings, forKey: .warnings)
    }
}
