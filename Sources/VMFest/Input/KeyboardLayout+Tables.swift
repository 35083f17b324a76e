//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension KeyboardLayout {
    /// The layouts that there are.
    public static let all = [us, uk, de, fr]

    /// United States.
    public static let us = KeyboardLayout(
        named: "us",
        plain: ["`1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", " zxcvbnm,./"],
        shift: ["~!@#$%^&*()_+", "QWERTYUIOP{}|", "ASDFGHJKL:\"", " ZXCVBNM<>?"])

    /// United Kingdom.
    public static let uk = KeyboardLayout(
        named: "uk",
        plain: ["`1234567890-=", "qwertyuiop[]#", "asdfghjkl;'", "\\zxcvbnm,./"],
        shift: ["¬!\"£$%^&*()_+", "QWERTYUIOP{}~", "ASDFGHJKL:@", "|ZXCVBNM<>?"],
        altGr: ["¦   €        ", "  é   úíó    ", "á          ", "           "])

    /// Germany.
    public static let de = KeyboardLayout(
        named: "de",
        plain: ["^1234567890ß´", "qwertzuiopü+#", "asdfghjklöä", "<yxcvbnm,.-"],
        shift: ["°!\"§$%&/()=?`", "QWERTZUIOPÜ*'", "ASDFGHJKLÖÄ", ">YXCVBNM;:_"],
        altGr: ["  ²³   {[]}\\ ", "@ €        ~ ", "           ", "|      µ   "],
        accents: ["^": "\u{302}", "´": "\u{301}", "`": "\u{300}"])

    /// France.
    public static let fr = KeyboardLayout(
        named: "fr",
        plain: ["²&é\"'(-è_çà)=", "azertyuiop^$*", "qsdfghjklmù", "<wxcvbn,;:!"],
        shift: [" 1234567890°+", "AZERTYUIOP¨£µ", "QSDFGHJKLM%", ">WXCVBN?./§"],
        altGr: ["  ~#{[|`\\^@]}", "  €          ", "           ", "           "],
        accents: ["^": "\u{302}", "¨": "\u{308}", "~": "\u{303}", "`": "\u{300}"])

    /// A layout by its tables, for a guest that is set to another one than those that there are.
    ///
    /// Each table has four rows of characters, the keys' from left to right: 13, 13, 11 and 11 of them, a space for a key without
    /// one; what is more than that is passed over. The last key of the second row is the one before or above Enter; the first of the fourth row is the one beside the
    /// left Shift, which US keyboards have not.
    ///
    /// - Parameters:
    ///   - name: what it is called.
    ///   - plain: what the keys type by themselves.
    ///   - shift: what they type with Shift.
    ///   - altGr: what they type with AltGr.
    ///   - accents: the characters that are not typed but put on the next letter, with what stands for them there; with
    ///     AltGr they are typed.
    public init(
        named name: String, plain: [String], shift: [String], altGr: [String] = [],
        accents: [Character: Unicode.Scalar] = [:]
    ) {
        var strokes: [Character: Stroke] = [
            " ": Self.space, "\n": Stroke(key: ScanCode(byte: 0x1C)), "\t": Stroke(key: ScanCode(byte: 0x0F)),
        ]
        var marks: [Unicode.Scalar: Stroke] = [:]
        // The easiest way to type a character wins: with nothing held, then with Shift.
        for (rows, shift, altGr) in [(altGr, false, true), (shift, true, false), (plain, false, false)] {
            for (codes, row) in zip(Self.codes, rows) {
                for (code, character) in zip(codes, row) where character != " " {
                    let mark = altGr ? nil : accents[character]
                    let stroke = Stroke(
                        key: ScanCode(byte: code), shift: shift, altGr: altGr, isAccent: mark != nil)
                    if let mark { marks[mark] = stroke }
                    // A key that types the character is better than one that needs a space for that.
                    if mark == nil || strokes[character] == nil { strokes[character] = stroke }
                }
            }
        }
        self.init(name: name, strokes: strokes, accents: marks)
    }

    /// The scan codes of the keys in the rows of the tables.
    private static let codes: [[UInt8]] = [
        [0x29] + Array(0x02...0x0D), Array(0x10...0x1B) + [0x2B], Array(0x1E...0x28), [0x56] + Array(0x2C...0x35),
    ]

    private init(name: String, strokes: [Character: Stroke], accents: [Unicode.Scalar: Stroke]) {
        self.name = name
        self.strokes = strokes
        self.accents = accents
    }
}
