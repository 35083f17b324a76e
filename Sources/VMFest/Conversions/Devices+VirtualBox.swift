//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

extension InputDevices.Pointing: RemoteChoice {
    var remote: PointingHIDType {
        switch self {
        case .none: .none
        case .ps2Mouse: .ps2Mouse
        case .usbMouse: .usbMouse
        case .usbTablet: .usbTablet
        case .combo: .comboMouse
        case .multiTouch: .usbMultiTouch
        case .touchScreenAndPad: .usbMultiTouchScreenPlusPad
        }
    }
}

extension InputDevices.Keyboard: RemoteChoice {
    var remote: KeyboardHIDType {
        switch self {
        case .none: .none
        case .ps2: .ps2Keyboard
        case .usb: .usbKeyboard
        case .combo: .comboKeyboard
        }
    }
}

extension Sharing.Direction: RemoteChoice {
    var remote: ClipboardMode {
        switch self {
        case .disabled: .disabled
        case .hostToGuest: .hostToGuest
        case .guestToHost: .guestToHost
        case .bidirectional: .bidirectional
        }
    }
}

extension RemoteDisplay.Authentication: RemoteChoice {
    var remote: AuthType {
        switch self {
        case .none: .null
        case .external: .external
        case .guest: .guest
        }
    }
}

extension Autostart.Stop: RemoteChoice {
    var remote: AutostopType {
        switch self {
        case .disabled: .disabled
        case .saveState: .saveState
        case .powerOff: .powerOff
        case .acpiShutdown: .acpiShutdown
        }
    }
}

extension ProcessPriority: RemoteChoice {
    var remote: VMProcPriority {
        switch self {
        case .usual: .`default`
        case .flat: .flat
        case .low: .low
        case .normal: .normal
        case .high: .high
        }
    }
}

extension USB.Controller: RemoteChoice {
    var remote: USBControllerType {
        switch self {
        case .ohci: .ohci
        case .ehci: .ehci
        case .xhci: .xhci
        }
    }
}

extension BandwidthGroup.Kind: RemoteChoice {
    var remote: BandwidthGroupType {
        switch self {
        case .disk: .disk
        case .network: .network
        }
    }
}
