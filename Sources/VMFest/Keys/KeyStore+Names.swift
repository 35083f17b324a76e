//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension KeyStore {
    /// Throws for what can not be a key's name.
    static func check(_ name: String) throws {
        guard isName(name) else {
            throw VMFestError(
                .invalidArgument,
                "'\(name)' can not be a key's name: letters, digits, dots, hyphens and underscores, at most 64, neither"
                    + " a dot nor a hyphen first, and not '.pub' at the end")
        }
    }

    static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count) && !name.hasPrefix(".") && !name.hasPrefix("-")
            && !name.lowercased().hasSuffix(".pub")
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || "._-".contains($0) }
    }
}
