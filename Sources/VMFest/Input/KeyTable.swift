//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The keys of a PC keyboard with 105 keys, with their scan codes of set 1.
enum KeyTable {
    /// The names of the keys that bear characters, row by row, as a US keyboard shows them, with the first key's code.
    private static let characterRows: [(first: UInt8, names: String)] = [
        (0x02, "1234567890-="), (0x10, "qwertyuiop[]"), (0x1E, "asdfghjkl;'`"), (0x2B, "\\zxcvbnm,./"),
    ]

    private static let plain: [(String, UInt8)] = [
        ("esc", 0x01), ("backspace", 0x0E), ("tab", 0x0F), ("enter", 0x1C), ("left-ctrl", 0x1D), ("left-shift", 0x2A),
        ("right-shift", 0x36), ("keypad-*", 0x37), ("left-alt", 0x38), ("space", 0x39), ("caps-lock", 0x3A),
        ("f1", 0x3B), ("f2", 0x3C), ("f3", 0x3D), ("f4", 0x3E), ("f5", 0x3F), ("f6", 0x40), ("f7", 0x41), ("f8", 0x42),
        ("f9", 0x43), ("f10", 0x44), ("num-lock", 0x45), ("scroll-lock", 0x46), ("keypad-7", 0x47), ("keypad-8", 0x48),
        ("keypad-9", 0x49), ("keypad--", 0x4A), ("keypad-4", 0x4B), ("keypad-5", 0x4C), ("keypad-6", 0x4D),
        ("keypad-+", 0x4E), ("keypad-1", 0x4F), ("keypad-2", 0x50), ("keypad-3", 0x51), ("keypad-0", 0x52),
        ("keypad-.", 0x53), ("less", 0x56), ("f11", 0x57), ("f12", 0x58),
    ]

    private static let extended: [(String, UInt8)] = [
        ("keypad-enter", 0x1C), ("right-ctrl", 0x1D), ("keypad-/", 0x35), ("print-screen", 0x37), ("right-alt", 0x38),
        ("break", 0x46), ("home", 0x47), ("up", 0x48), ("page-up", 0x49), ("left", 0x4B), ("right", 0x4D),
        ("end", 0x4F), ("down", 0x50), ("page-down", 0x51), ("insert", 0x52), ("delete", 0x53), ("left-win", 0x5B),
        ("right-win", 0x5C), ("menu", 0x5D), ("power", 0x5E), ("sleep", 0x5F), ("wake", 0x63), ("mute", 0x20),
        ("volume-down", 0x2E), ("volume-up", 0x30),
    ]

    /// All keys.
    static let rows: [(name: String, code: ScanCode)] =
        characterRows.flatMap { row in
            row.names.enumerated().map { (String($1), ScanCode(byte: row.first + UInt8($0))) }
        }
        + plain.map { ($0.0, ScanCode(byte: $0.1)) }
        + extended.map { ($0.0, ScanCode(byte: $0.1, form: .extended)) }
        + [("pause", ScanCode(byte: 0, form: .pause))]
}
