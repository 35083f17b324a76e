//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Something that is done with a machine's mouse; see ``Machine/point(_:within:)``.
public enum MouseInput: Sendable, Hashable {
    /// A button of the mouse.
    public enum Button: String, Sendable, Hashable, Codable, CaseIterable {
        case left, right, middle, back, forward

        /// The bit that stands for it on the wire.
        var bit: Int32 {
            switch self {
            case .left: 0x01
            case .right: 0x02
            case .middle: 0x04
            case .back: 0x08
            case .forward: 0x10
            }
        }
    }

    /// The pointer is moved by so many pixels, to the right and down; guests may make it faster.
    case move(x: Int, y: Int)
    /// The pointer is put at a place, in pixels from the upper left corner of the first screen, which is 0, 0.
    case moveTo(x: Int, y: Int)
    /// Buttons are pressed, and released.
    case click(Set<Button>)
    /// Buttons are pressed and stay so, until they are released.
    case press(Set<Button>)
    /// All buttons are released.
    case release
    /// The wheel is turned by so many notches, towards the user and to the right.
    case scroll(vertical: Int, horizontal: Int = 0)
    /// Nothing is done for a while.
    case pause(Duration)

    /// Reads what people write: `move=10,-5`, `to=100,200`, `click`, `click=right`, `double`, `press=left`, `release`,
    /// `scroll=3`, `scroll=0,1`, `pause=0.5`.
    ///
    /// - Throws: ``VMFestError`` with `invalidArgument` for anything else.
    public static func inputs(_ text: String) throws -> [MouseInput] {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        let value = parts.count > 1 ? parts[1] : nil
        let numbers = value?.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) } ?? []
        switch (parts.first, numbers.count, numbers.first ?? nil, numbers.last ?? nil) {
        case ("move", 2, .some(let x), .some(let y)): return [.move(x: x, y: y)]
        case ("to", 2, .some(let x), .some(let y)) where x >= 0 && y >= 0: return [.moveTo(x: x, y: y)]
        case ("scroll", 1, .some(let vertical), _): return [.scroll(vertical: vertical)]
        case ("scroll", 2, .some(let vertical), .some(let horizontal)):
            return [.scroll(vertical: vertical, horizontal: horizontal)]
        case ("release", 0, _, _): return [.release]
        default: break
        }
        let button = Button(rawValue: value ?? "left")
        switch (parts.first, button, value.flatMap(Double.init)) {
        case ("click", .some(let button), _): return [.click([button])]
        case ("double", .some(let button), _): return [.click([button]), .click([button])]
        case ("press", .some(let button), _): return [.press([button])]
        case ("pause", _, .some(let seconds)) where (0...3600).contains(seconds): return [.pause(.seconds(seconds))]
        default:
            throw VMFestError(
                .invalidArgument,
                "'\(text)' is nothing that a mouse does; it does move=10,-5, to=100,200, click=right, double, press=left,"
                    + " release, scroll=3 and pause=0.5")
        }
    }
}
