//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A machine's USB.
public struct USB: Sendable, Hashable, SpecPart {
    /// A kind of USB controller.
    public enum Controller: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// USB 1.1.
        case ohci
        /// USB 2.0; it needs an OHCI one beside it.
        case ehci
        /// USB 3.0, which has the others in it.
        case xhci
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case controllers, filters, cardReader
    }

    /// The controllers; empty for none.
    public var controllers: [Controller]?

    /// Which devices of the host the guest gets, the first that fits decides.
    public var filters: [USBFilter]?

    /// Whether there is a reader for smart cards of a remote display's user.
    public var cardReader: Bool?

    /// Nil leaves a part as VirtualBox makes it for the guest's system.
    public init(
        controllers: [Controller]? = nil,
        filters: [USBFilter]? = nil,
        cardReader: Bool? = nil
    ) {
        self.controllers = controllers
        self.filters = filters
        self.cardReader = cardReader
    }
}
