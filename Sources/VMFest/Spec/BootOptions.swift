//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// How a machine's firmware finds what it starts.
public struct BootOptions: Sendable, Hashable, SpecPart {
    /// A kind of device that a system is started from.
    public enum Device: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// Nothing: the place in the row is empty.
        case none
        /// Floppy drives.
        case floppy
        /// DVD drives.
        case dvd
        /// Disks.
        case disk
        /// The network, by PXE.
        case network
    }

    /// The firmware's menu.
    public enum Menu: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// None.
        case disabled
        /// The menu, of which nothing is said.
        case menuOnly = "menu"
        /// A message that names the key, and the menu.
        case messageAndMenu = "message-and-menu"
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case order, menu, secureBoot, pxeDebug, logoFadeIn, logoFadeOut, logoTime, logoFile
    }

    /// What is tried, first to last: up to 4.
    public var order: [Device]?

    /// The menu in which a user chooses another device.
    public var menu: Menu?

    /// Whether only signed boot loaders are started; needs an EFI ``MachineSpec/firmware``.
    ///
    /// Turning it on enrols Microsoft's and Oracle's keys where the machine has none.
    public var secureBoot: Bool?

    /// Whether the network boot tells in the log what it does.
    public var pxeDebug: Bool?

    /// Whether the logo appears gradually.
    public var logoFadeIn: Bool?

    /// Whether it disappears gradually.
    public var logoFadeOut: Bool?

    /// How long it is shown, in milliseconds.
    public var logoTime: Int?

    /// A bitmap on the host that is shown instead; empty for VirtualBox's own.
    public var logoFile: String?

    /// Nil leaves a part as VirtualBox makes it for the guest's system.
    public init(
        order: [Device]? = nil,
        menu: Menu? = nil,
        secureBoot: Bool? = nil,
        pxeDebug: Bool? = nil,
        logoFadeIn: Bool? = nil,
        logoFadeOut: Bool? = nil,
        logoTime: Int? = nil,
        logoFile: String? = nil
    ) {
        self.order = order
        self.menu = menu
        self.secureBoot = secureBoot
        self.pxeDebug = pxeDebug
        self.logoFadeIn = logoFadeIn
        self.logoFadeOut = logoFadeOut
        self.logoTime = logoTime
        self.logoFile = logoFile
    }
}
