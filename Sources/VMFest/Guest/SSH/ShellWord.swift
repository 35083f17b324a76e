//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Words for a shell of the POSIX kind, such as a guest's.
package enum ShellWord {
    /// A word that such a shell reads back unchanged, whatever is in it.
    package static func quoted(_ text: String) -> String {
        guard text.isEmpty || !text.unicodeScalars.allSatisfy(isPlain) else { return text }
        return "'" + text.replacing("'", with: #"'\''"#) + "'"
    }

    /// A line that such a shell splits into these words again.
    static func line(_ words: [String]) -> String {
        words.map(quoted).joined(separator: " ")
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "/", ".", "_", "-", "+", ":", ",", "@", "%": true
        default: false
        }
    }
}
