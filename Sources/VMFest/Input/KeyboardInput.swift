//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Something that is done on a machine's keyboard; see ``Machine/type(_:layout:within:)``.
public enum KeyboardInput: Sendable, Hashable {
    /// A text is typed; a line feed is Enter.
    case text(String)
    /// Keys are pressed one after the other and held, and then released, the last one first: `ctrl+alt+delete`.
    case keys([Key])
    /// Keys are pressed and stay so, until they are released or the machine is reset.
    case press([Key])
    /// Keys are released.
    case release([Key])
    /// Nothing is done for a while.
    case pause(Duration)

    /// Reads what people write of keys: `ctrl+alt+delete`, `enter`, `+shift` and `-shift` to press and to release only,
    /// `pause=1.5` to wait for so many seconds.
    ///
    /// - Throws: ``VMFestError`` with `invalidArgument` for anything else.
    public init(keys text: String) throws {
        if text.hasPrefix("pause=") {
            guard let seconds = Double(text.dropFirst(6)), (0...3600).contains(seconds) else {
                throw VMFestError(.invalidArgument, "'\(text)' is no pause; one looks like pause=1.5, in seconds")
            }
            self = .pause(.seconds(seconds))
        } else if text.count > 1, text.hasPrefix("+") {
            self = .press(try Self.keys(text.dropFirst()))
        } else if text.count > 1, text.hasPrefix("-") {
            self = .release(try Self.keys(text.dropFirst()))
        } else {
            self = .keys(try Self.keys(text[...]))
        }
    }

    /// The keys of `ctrl+alt+f1`; a name may end with a plus itself, as `keypad-+` does.
    private static func keys(_ text: Substring) throws -> [Key] {
        var names = text.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
        if text.hasSuffix("keypad-+") { names = names.dropLast(2) + ["keypad-+"] }
        return try names.map { name in
            guard let key = Key(name) else {
                throw VMFestError(
                    .invalidArgument,
                    "there is no key '\(name)'; '+' joins names such as a, f11, ctrl, page-up, keypad-7")
            }
            return key
        }
    }
}
