//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A key of a PC keyboard, by its place: letters, digits and signs are named as on a US keyboard.
///
/// The other keys are named by words: `enter`, `f11`, `left-ctrl`, `page-up`, `keypad-7`. ``init(_:)`` also knows the
/// usual short names, such as `ctrl`, `esc` and `del`.
public struct Key: Sendable, Hashable, CustomStringConvertible {
    /// The name, for example `f11` or `a`.
    public let name: String

    /// What the keyboard sends for it.
    let code: ScanCode

    /// The key of a name; large and small letters are the same.
    ///
    /// Nil where no key is called so.
    public init?(_ name: String) {
        let name = name.lowercased()
        guard let key = Self.byName[Self.shortNames[name] ?? name] else { return nil }
        self = key
    }

    init(_ name: String, _ code: ScanCode) {
        self.name = name
        self.code = code
    }

    /// The name.
    public var description: String { name }

    /// All keys that there are.
    public static let all: [Key] = KeyTable.rows.map { Key($0.name, $0.code) }

    /// Other names of keys.
    public static let shortNames: [String: String] = [
        "return": "enter", "escape": "esc", "del": "delete", "ins": "insert", "bksp": "backspace",
        "pgup": "page-up", "pageup": "page-up", "pgdn": "page-down", "pagedown": "page-down",
        "ctrl": "left-ctrl", "control": "left-ctrl", "rctrl": "right-ctrl", "shift": "left-shift",
        "rshift": "right-shift", "alt": "left-alt", "option": "left-alt", "altgr": "right-alt", "ralt": "right-alt",
        "win": "left-win", "super": "left-win", "meta": "left-win", "cmd": "left-win", "prtsc": "print-screen",
        "sysrq": "print-screen", "plus": "=", "minus": "-",
    ]

    private static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
}

/// What a PC keyboard sends when a key is pressed and when it is released: a code of set 1.
struct ScanCode: Sendable, Hashable {
    enum Form: Sendable, Hashable {
        /// One byte; released, its highest bit is set.
        case plain
        /// The same after the byte 0xE0.
        case extended
        /// The key Pause, which sends everything when it is pressed.
        case pause
    }

    let byte: UInt8
    var form = Form.plain

    /// What is sent when it is pressed.
    var press: [Int32] {
        switch form {
        case .plain: [Int32(byte)]
        case .extended: [0xE0, Int32(byte)]
        case .pause: [0xE1, 0x1D, 0x45, 0xE1, 0x9D, 0xC5]
        }
    }

    /// What is sent when it is released.
    var release: [Int32] {
        switch form {
        case .plain: [Int32(byte) | 0x80]
        case .extended: [0xE0, Int32(byte) | 0x80]
        case .pause: []
        }
    }
}
