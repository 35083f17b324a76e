//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The nine permission bits of a file.
enum Permissions {
    /// Reads what `ls -l` and VirtualBox write: `-rwxr-x---`, with whatever follows; nil for anything else.
    static func mode(of text: String) -> UInt16? {
        let flags = Array(text.dropFirst().prefix(9))
        guard flags.count == 9 else { return nil }
        var mode: UInt16 = 0
        for (index, flag) in flags.enumerated() {
            mode <<= 1
            switch (flag, index % 3) {
            case ("r", 0), ("w", 1), ("x", 2), ("s", 2), ("t", 2): mode |= 1
            case ("-", _), ("S", 2), ("T", 2): break
            default: return nil
            }
        }
        return mode
    }

    /// The bits as `chmod` takes them: four octal digits.
    static func text(_ mode: UInt16) -> String {
        let digits = String(mode, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
