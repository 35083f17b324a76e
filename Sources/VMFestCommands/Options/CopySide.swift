//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// One side of a copy: a path on this computer, or in the guest of a machine.
enum CopySide: Sendable, Hashable {
    case local(String)
    case guest(machine: String, path: String)

    /// Reads `NAME:PATH`; anything with a slash before its first colon, or without one, is a path of this computer.
    init(_ text: String) {
        guard let colon = text.firstIndex(of: ":"), colon != text.startIndex, !text[..<colon].contains("/") else {
            self = .local(text)
            return
        }
        self = .guest(machine: String(text[..<colon]), path: String(text[text.index(after: colon)...]))
    }
}
