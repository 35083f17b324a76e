//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What a machine's user types and points with.
public struct InputDevices: Sendable, Hashable, SpecPart {
    /// A kind of mouse.
    public enum Pointing: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// None.
        case none
        /// A PS/2 mouse.
        case ps2Mouse = "ps2-mouse"
        /// A USB mouse.
        case usbMouse = "usb-mouse"
        /// A USB tablet, which knows where it is.
        case usbTablet = "usb-tablet"
        /// A PS/2 and a USB mouse.
        case combo
        /// A tablet with several fingers.
        case multiTouch = "multi-touch"
        /// A touch screen and a touch pad.
        case touchScreenAndPad = "touch-screen-and-pad"
    }

    /// A kind of keyboard.
    public enum Keyboard: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// None.
        case none
        /// A PS/2 keyboard.
        case ps2
        /// A USB keyboard.
        case usb
        /// Both.
        case combo
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case pointing, keyboard
    }

    /// The mouse; USB ones need a USB controller.
    public var pointing: Pointing?

    /// The keyboard; a USB one needs a USB controller.
    public var keyboard: Keyboard?

    /// Nil leaves a part as VirtualBox makes it for the guest's system.
    public init(
        pointing: Pointing? = nil,
        keyboard: Keyboard? = nil
    ) {
        self.pointing = pointing
        self.keyboard = keyboard
    }
}
