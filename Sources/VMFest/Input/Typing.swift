//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What is sent for some input, in pieces that are sent as a whole, so that no key stays pressed when typing is cut off.
struct Typing: Sendable, Hashable {
    enum Piece: Sendable, Hashable {
        case codes([Int32])
        case pause(Duration)
    }

    var pieces: [Piece] = []

    /// - Throws: ``VMFestError`` with `invalidArgument` for characters that can not be typed in this layout.
    init(_ inputs: [KeyboardInput], layout: KeyboardLayout) throws {
        for input in inputs {
            switch input {
            case .text(let text): pieces += try layout.strokes(for: text).map { .codes(Self.codes(of: $0)) }
            case .keys(let keys): pieces.append(.codes(Self.codes(of: keys.map(\.code))))
            case .press(let keys): pieces.append(.codes(keys.flatMap(\.code.press)))
            case .release(let keys): pieces.append(.codes(keys.flatMap(\.code.release)))
            case .pause(let duration): pieces.append(.pause(duration))
            }
        }
    }

    private static func codes(of stroke: KeyboardLayout.Stroke) -> [Int32] {
        let held = (stroke.shift ? [leftShift] : []) + (stroke.altGr ? [rightAlt] : [])
        return codes(of: held + [stroke.key])
    }

    /// Presses all, and releases them, the last one first.
    private static func codes(of keys: [ScanCode]) -> [Int32] {
        keys.flatMap(\.press) + keys.reversed().flatMap(\.release)
    }

    private static let leftShift = ScanCode(byte: 0x2A)
    private static let rightAlt = ScanCode(byte: 0x38, form: .extended)
}
