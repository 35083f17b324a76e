//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest

struct KeyTests {
    @Test(
        "Keys send the codes of set 1, pressed and released",
        arguments: [
            ("a", [0x1E], [0x9E]), ("1", [0x02], [0x82]), ("`", [0x29], [0xA9]), ("\\", [0x2B], [0xAB]),
            ("/", [0x35], [0xB5]), ("less", [0x56], [0xD6]), ("enter", [0x1C], [0x9C]), ("space", [0x39], [0xB9]),
            ("f1", [0x3B], [0xBB]), ("f10", [0x44], [0xC4]), ("f11", [0x57], [0xD7]), ("f12", [0x58], [0xD8]),
            ("keypad-enter", [0xE0, 0x1C], [0xE0, 0x9C]), ("right-ctrl", [0xE0, 0x1D], [0xE0, 0x9D]),
            ("home", [0xE0, 0x47], [0xE0, 0xC7]), ("delete", [0xE0, 0x53], [0xE0, 0xD3]),
            ("up", [0xE0, 0x48], [0xE0, 0xC8]), ("menu", [0xE0, 0x5D], [0xE0, 0xDD]),
            ("pause", [0xE1, 0x1D, 0x45, 0xE1, 0x9D, 0xC5], []),
        ] as [(String, [Int32], [Int32])])
    func codes(name: String, press: [Int32], release: [Int32]) throws {
        let key = try #require(Key(name))
        #expect(key.code.press == press)
        #expect(key.code.release == release)
    }

    @Test("Every key has a name of its own and codes of its own, and each is found by its name")
    func distinct() {
        #expect(Set(Key.all.map(\.name)).count == Key.all.count)
        #expect(Set(Key.all.map(\.code)).count == Key.all.count)
        #expect(Key.all.count == 112)
        for key in Key.all { #expect(Key(key.name.uppercased()) == key) }
    }

    @Test("Short names are other names of keys that there are")
    func shortNames() {
        for (name, key) in Key.shortNames {
            #expect(Key(name)?.name == key)
            #expect(!Key.all.map(\.name).contains(name))
        }
        #expect(Key("nothing") == nil)
    }

    @Test("What the original sends as one key is a key here, with its code")
    func parity() {
        let names =
            [
                "esc", "space", "backspace", "tab", "enter", "left-ctrl", "left-shift", "right-shift", "keypad-*",
                "left-alt",
                "caps-lock", "num-lock", "scroll-lock", "keypad--", "keypad-+", "keypad-.", "keypad-enter",
                "right-ctrl",
                "keypad-/", "print-screen", "right-alt", "break", "home", "up", "page-up", "left", "right", "end",
                "down",
                "page-down", "insert", "delete",
            ] + (1...12).map { "f\($0)" } + (0...9).map { "keypad-\($0)" }
        #expect(names.filter { Key($0) == nil }.isEmpty)
    }
}
