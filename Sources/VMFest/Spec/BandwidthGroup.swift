//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A limit that several disks or network cards of a machine share.
public struct BandwidthGroup: Sendable, Hashable, SpecPart {
    /// What shares a limit.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// Disks share it.
        case disk
        /// Network cards share it.
        case network
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, kind, limit
    }

    /// Its name, unique in a machine.
    public var name: String

    /// What shares it.
    public var kind: Kind

    /// How much may go through in a second; 0 for no limit.
    ///
    /// Can be changed while the machine runs.
    public var limit: DataSize

    /// A limit.
    public init(
        name: String,
        kind: Kind,
        limit: DataSize
    ) {
        self.name = name
        self.kind = kind
        self.limit = limit
    }
}
