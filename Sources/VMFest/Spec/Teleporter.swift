//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Whether a machine waits for another's state when it is started, to go on with that.
///
/// The password is not among it: VirtualBox keeps only its digest.
public struct Teleporter: Sendable, Hashable, SpecPart {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case enabled, port, address
    }

    /// Whether it waits.
    public var enabled: Bool?

    /// The port at which it waits; 0 for any that is free.
    public var port: Int?

    /// The host's address at which it waits; empty for all.
    public var address: String?

    /// Nil leaves a part as VirtualBox makes it for the guest's system.
    public init(
        enabled: Bool? = nil,
        port: Int? = nil,
        address: String? = nil
    ) {
        self.enabled = enabled
        self.port = port
        self.address = address
    }
}
