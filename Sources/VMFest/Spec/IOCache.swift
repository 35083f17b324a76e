//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// VirtualBox's own cache for disks that the host's does not cache.
public struct IOCache: Sendable, Hashable, SpecPart {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case enabled, size
    }

    /// Whether there is one.
    public var enabled: Bool?

    /// How large it is, in whole mebibytes.
    public var size: DataSize?

    /// Nil leaves a part as VirtualBox makes it for the guest's system.
    public init(
        enabled: Bool? = nil,
        size: DataSize? = nil
    ) {
        self.enabled = enabled
        self.size = size
    }
}
