//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// How names of the WSDL become names in Swift.
package enum Naming {
    /// Beginnings that are one word although their capitals do not say so.
    private static let words = [
        "ARMv": "armv", "IPv": "ipv", "NVMe": "nvme", "PCIe": "pcie", "VBox": "vbox", "VMWare": "vmware",
    ]

    /// Names that Swift keeps for itself even as members, and what to call them instead.
    private static let replacements = ["init": "initializing", "self": "itself"]

    /// Words that need backticks where they are declared or stand alone.
    private static let keywords: Set<String> = [
        "as", "associatedtype", "await", "break", "case", "catch", "class", "continue", "default", "defer", "deinit",
        "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if",
        "import", "in", "init", "inout", "internal", "is", "let", "nil", "operator", "precedencegroup", "private",
        "protocol", "public", "repeat", "rethrows", "return", "self", "static", "struct", "subscript", "super",
        "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
    ]

    /// An interface's or a structure's name without the leading `I`.
    package static func typeName(_ name: String) throws -> String {
        let isInterface = name.hasPrefix("I") && name.dropFirst().first?.isUppercase == true
        return try checked(isInterface ? String(name.dropFirst()) : name)
    }

    /// A member's name: in lower camel case, acronyms at its beginning in lower case as a whole.
    package static func memberName(_ name: String) throws -> String {
        if let (word, replacement) = words.first(where: { name.hasPrefix($0.key) }) {
            return try checked(replacement + name.dropFirst(word.count))
        }
        let capitals = name.prefix(while: \.isUppercase)
        // The last capital begins the next word, unless the name is one word or the acronym ends it.
        let startsWord = capitals.count > 1 && name.dropFirst(capitals.count).first?.isLowercase == true
        let acronym = startsWord ? capitals.dropLast() : capitals
        let member = acronym.lowercased() + name.dropFirst(acronym.count)
        return try checked(replacements[member] ?? member)
    }

    /// A name as it is written where a keyword can not stand.
    package static func escaped(_ name: String) -> String {
        keywords.contains(name) ? "`\(name)`" : name
    }

    /// Whether an operation sets the attribute that its one parameter is named after.
    package static func isSetter(_ operation: String, of attribute: String) -> Bool {
        operation == "set" + attribute.prefix(1).uppercased() + attribute.dropFirst()
    }

    private static func checked(_ name: String) throws -> String {
        guard let first = name.first, first.isLetter || first == "_",
            name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
        else { throw GeneratorError.unusableName(name) }
        return name
    }
}
