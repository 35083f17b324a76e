//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Words for a command in a guest, in ASCII.
///
/// The Guest Additions translate words into the guest's own character set, and run no command at all when they can not, as
/// in a Unix guest without a locale. A shell of the guest gets such words back byte for byte.
enum PlainWords {
    /// Whether the Guest Additions pass a word on in every guest.
    static func isPlain(_ word: String) -> Bool { word.utf8.allSatisfy { $0 < 0x80 } }

    /// The command that runs these words, by the shell of a Unix.
    static func command(for words: [String]) -> [String] {
        // What a shell takes out of a command loses the line feeds at its end, so something is behind them.
        let script = #"for w; do d=$(printf '%bx' "$w"); set -- "$@" "${d%x}"; shift; done; exec "$@""#
        return ["/bin/sh", "-c", script, "sh"] + words.map(escaped)
    }

    /// A word as `printf %b` reads it.
    static func escaped(_ word: String) -> String {
        word.utf8.map { byte -> String in
            guard byte >= 0x80 || byte == UInt8(ascii: #"\"#) else { return String(UnicodeScalar(byte)) }
            let digits = String(byte, radix: 8)
            return #"\0"# + String(repeating: "0", count: 3 - digits.count) + digits
        }.joined()
    }
}
