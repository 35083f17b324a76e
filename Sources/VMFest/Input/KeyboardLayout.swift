//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// Which characters the keys of a keyboard bear.
///
/// A guest gets keys, not characters: what it makes of them is decided by the layout that the guest is set to, and this
/// has to be the same.
public struct KeyboardLayout: Sendable, Hashable, CustomStringConvertible {
    /// The name, for example `us` or `de`.
    public let name: String

    /// How each character is typed.
    let strokes: [Character: Stroke]

    /// How an accent is typed that goes on the next letter, by the Unicode character that stands for it there.
    let accents: [Unicode.Scalar: Stroke]

    /// A key with what is held down meanwhile.
    struct Stroke: Sendable, Hashable {
        var key: ScanCode
        var shift = false
        var altGr = false
        /// Whether the key types nothing by itself, but an accent on the next letter.
        var isAccent = false
    }

    /// The layout of a name, for example `us`, `uk`, `de` or `fr`; large and small letters are the same.
    ///
    /// Nil where there is none of this name.
    public init?(_ name: String) {
        guard let layout = Self.all.first(where: { $0.name == name.lowercased() }) else { return nil }
        self = layout
    }

    /// The name.
    public var description: String { name }

    /// How a text is typed, stroke by stroke.
    ///
    /// - Throws: ``VMFestError`` with `invalidArgument` and all characters that can not be typed.
    func strokes(for text: String) throws -> [Stroke] {
        var strokes: [Stroke] = []
        var missing: [Character] = []
        for character in text.replacing("\r\n", with: "\n") {
            if let typed = self.typed(character) {
                strokes += typed
            } else if !missing.contains(character) {
                missing.append(character)
            }
        }
        guard missing.isEmpty else {
            let list = missing.map { "'\($0)'" }.joined(separator: ", ")
            throw VMFestError(
                .invalidArgument, "on a keyboard of the layout '\(name)' these can not be typed: \(list)")
        }
        return strokes
    }

    /// How one character is typed: by a key, by an accent and a space, or by an accent and a letter.
    private func typed(_ character: Character) -> [Stroke]? {
        if let stroke = strokes[character] { return stroke.isAccent ? [stroke, Self.space] : [stroke] }
        let parts = Array(String(character).decomposedStringWithCanonicalMapping.unicodeScalars)
        guard parts.count == 2, let accent = accents[parts[1]], let letter = strokes[Character(parts[0])],
            !letter.isAccent
        else { return nil }
        return [accent, letter]
    }

    static let space = Stroke(key: ScanCode(byte: 0x39))
}
