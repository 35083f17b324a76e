//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest

struct TypingTests {
    private func codes(_ inputs: [KeyboardInput], _ layout: KeyboardLayout = .us) throws -> [[Int32]] {
        try Typing(inputs, layout: layout).pieces.map { piece in
            if case .codes(let codes) = piece { codes } else { [] }
        }
    }

    @Test("A text is typed character by character, with Shift held where that is needed")
    func text() throws {
        #expect(
            try codes([.text("aA\n")]) == [
                [0x1E, 0x9E], [0x2A, 0x1E, 0x9E, 0xAA], [0x1C, 0x9C],
            ])
        #expect(try codes([.text("a\r\nb")]).count == 3)
    }

    @Test("Keys are pressed in order and released in the reverse order, in one piece")
    func chord() throws {
        let keys = try KeyboardInput(keys: "ctrl+alt+delete")
        #expect(try codes([keys]) == [[0x1D, 0x38, 0xE0, 0x53, 0xE0, 0xD3, 0xB8, 0x9D]])
        #expect(try codes([.press(Key.all.filter { $0.name == "left-shift" })]) == [[0x2A]])
        #expect(try codes([.release(Key.all.filter { $0.name == "left-shift" })]) == [[0xAA]])
    }

    @Test("A layout that a program brings along is typed by its tables")
    func ownLayout() throws {
        let layout = KeyboardLayout(
            named: "dvorak-like", plain: ["", "',.pyf", "aoeui"], shift: ["", "", "AOEUI"],
            altGr: ["", "", "   \u{20ac}"])
        #expect(try codes([.text("o")], layout) == codes([.text("s")]))
        #expect(try codes([.text("O")], layout) == codes([.text("S")]))
        #expect(try codes([.text("\u{20ac}")], layout).first?.contains(0x21) == true)
        let error = #expect(throws: VMFestError.self) { try codes([.text("z")], layout) }
        #expect(error?.message.contains("dvorak-like") == true)
    }

    @Test("All printable characters of ASCII can be typed in every layout", arguments: KeyboardLayout.all)
    func ascii(layout: KeyboardLayout) throws {
        let text = String(String.UnicodeScalarView((0x20...0x7E).compactMap(Unicode.Scalar.init)))
        _ = try Typing([.text(text + "\t\n")], layout: layout)
    }

    @Test(
        "Every layout has its characters on its keys",
        arguments: [
            ("de", "z", [0x15, 0x95]), ("de", "y", [0x2C, 0xAC]), ("de", "ß", [0x0C, 0x8C]),
            ("de", "@", [0xE0, 0x38, 0x10, 0x90, 0xE0, 0xB8]), ("de", "|", [0xE0, 0x38, 0x56, 0xD6, 0xE0, 0xB8]),
            ("de", "Ü", [0x2A, 0x1A, 0x9A, 0xAA]), ("de", "'", [0x2A, 0x2B, 0xAB, 0xAA]),
            ("fr", "a", [0x10, 0x90]), ("fr", "1", [0x2A, 0x02, 0x82, 0xAA]), ("fr", "M", [0x2A, 0x27, 0xA7, 0xAA]),
            ("fr", "^", [0xE0, 0x38, 0x0A, 0x8A, 0xE0, 0xB8]), ("fr", "é", [0x03, 0x83]),
            ("uk", "#", [0x2B, 0xAB]), ("uk", "\"", [0x2A, 0x03, 0x83, 0xAA]), ("uk", "£", [0x2A, 0x04, 0x84, 0xAA]),
            ("us", "\"", [0x2A, 0x28, 0xA8, 0xAA]), ("us", "\\", [0x2B, 0xAB]), ("us", "~", [0x2A, 0x29, 0xA9, 0xAA]),
        ] as [(String, String, [Int32])])
    func layouts(layout: String, character: String, expected: [Int32]) throws {
        let layout = try #require(KeyboardLayout(layout))
        #expect(try codes([.text(character)], layout).flatMap(\.self) == expected)
    }

    @Test("An accent stands alone with a space after it, and goes on a letter that follows it")
    func accents() throws {
        #expect(try codes([.text("^")], .de) == [[0x29, 0xA9], [0x39, 0xB9]])
        #expect(try codes([.text("é")], .de) == [[0x0D, 0x8D], [0x12, 0x92]])
        #expect(try codes([.text("À")], .de) == [[0x2A, 0x0D, 0x8D, 0xAA], [0x2A, 0x1E, 0x9E, 0xAA]])
        #expect(try codes([.text("ê")], .fr) == [[0x1A, 0x9A], [0x12, 0x92]])
    }

    @Test("What can not be typed is refused, all of it at once")
    func refusals() throws {
        let error = try #require(throws: VMFestError.self) { try Typing([.text("aé€é")], layout: .us) }
        #expect(error.code == .invalidArgument)
        #expect(error.message.contains("'é', '€'"))
        #expect(KeyboardLayout("xx") == nil)
    }

    @Test("Keys are read as people write them")
    func reading() throws {
        let plus = try #require(Key("keypad-+"))
        let ctrl = try #require(Key("ctrl"))
        #expect(try KeyboardInput(keys: "ctrl+keypad-+") == .keys([ctrl, plus]))
        #expect(try KeyboardInput(keys: "keypad-+") == .keys([plus]))
        #expect(try KeyboardInput(keys: "+ctrl") == .press([ctrl]))
        #expect(try KeyboardInput(keys: "-ctrl") == .release([ctrl]))
        #expect(try KeyboardInput(keys: "-") == .keys([try #require(Key("-"))]))
        #expect(try KeyboardInput(keys: "pause=0.5") == .pause(.milliseconds(500)))
        for text in ["", "ctrl+", "nothing", "pause=", "pause=-1", "ctrl+nothing"] {
            #expect(throws: VMFestError.self) { try KeyboardInput(keys: text) }
        }
    }

    @Test("What a mouse does is read as people write it")
    func mouse() throws {
        #expect(try MouseInput.inputs("move=10,-5") == [.move(x: 10, y: -5)])
        #expect(try MouseInput.inputs("to=1,2") == [.moveTo(x: 1, y: 2)])
        #expect(try MouseInput.inputs("click") == [.click([.left])])
        #expect(try MouseInput.inputs("double=right") == [.click([.right]), .click([.right])])
        #expect(try MouseInput.inputs("press=middle") == [.press([.middle])])
        #expect(try MouseInput.inputs("release") == [.release])
        #expect(try MouseInput.inputs("scroll=-3") == [.scroll(vertical: -3)])
        #expect(try MouseInput.inputs("scroll=0,2") == [.scroll(vertical: 0, horizontal: 2)])
        #expect(try MouseInput.inputs("pause=1") == [.pause(.seconds(1))])
        for text in ["", "move", "move=1", "to=-1,2", "click=foot", "scroll=x", "release=left", "pause=", "jump"] {
            #expect(throws: VMFestError.self, "\(text)") { try MouseInput.inputs(text) }
        }
    }
}
