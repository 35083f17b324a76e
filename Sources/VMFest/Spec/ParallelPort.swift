//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A parallel port that is one of the host's.
public struct ParallelPort: Sendable, Hashable, SpecPart {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case device, enabled, ioAddress, irq
    }

    /// The host's device, for example `/dev/parport0`.
    public var device: String

    /// Whether there is one; nil means yes.
    ///
    /// What is not there keeps the place of the next.
    public var enabled: Bool?

    /// Its address: 0 to 65535, usually 888 or 632.
    ///
    /// Nil leaves that of the slot.
    public var ioAddress: Int?

    /// Its interrupt: 0 to 255, usually 7 or 5.
    ///
    /// Nil leaves that of the slot.
    public var irq: Int?

    /// A port.
    public init(
        device: String,
        ioAddress: Int? = nil,
        irq: Int? = nil,
        enabled: Bool? = nil
    ) {
        self.device = device
        self.ioAddress = ioAddress
        self.irq = irq
        self.enabled = enabled
    }
}
