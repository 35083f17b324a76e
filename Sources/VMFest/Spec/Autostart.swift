//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What becomes of a machine when the host starts and ends.
///
/// It needs VirtualBox's autostart service, with a database that the host's system property names.
public struct Autostart: Sendable, Hashable, SpecPart {
    /// What happens to a machine when its host ends.
    public enum Stop: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// It is switched off with the host.
        case disabled
        /// Its state is saved.
        case saveState = "save-state"
        /// It is powered off.
        case powerOff = "power-off"
        /// Its guest is asked to switch itself off.
        case acpiShutdown = "shutdown"
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case enabled, delay, stop
    }

    /// Whether it is started with the host.
    public var enabled: Bool?

    /// How much later, in seconds.
    public var delay: Int?

    /// What happens when the host ends.
    public var stop: Stop?

    /// Nil leaves a part as VirtualBox makes it for the guest's system.
    public init(
        enabled: Bool? = nil,
        delay: Int? = nil,
        stop: Stop? = nil
    ) {
        self.enabled = enabled
        self.delay = delay
        self.stop = stop
    }
}
