//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The two ways in which a disc's descriptors and folders say names.
enum DiscNaming: Sendable {
    /// The letters that ISO 9660 allows; Rock Ridge adds the name as it is.
    case plain
    /// Joliet's two-byte letters.
    case wide

    /// The names of files in this form, in the order of the files.
    func identifiers(of files: [DiscImage.File]) -> [[UInt8]] {
        switch self {
        case .plain:
            var taken: Set<String> = []
            return files.map { Array((Self.plainName($0.name, &taken) + ";1").utf8) }
        case .wide: return files.map { Self.wide($0.name + ";1") }
        }
    }

    static func wide(_ text: String) -> [UInt8] {
        text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    }

    /// Capitals, digits and underscores: 8, a dot, and 3; where two files would have the same one, a number follows.
    private static func plainName(_ name: String, _ taken: inout Set<String>) -> String {
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        let stem = letters(name[..<dot])
        let ending = letters(name[dot...].dropFirst()).prefix(3)
        var candidate = "\(stem.prefix(8)).\(ending)"
        var number = 1
        while !taken.insert(candidate).inserted {
            candidate = "\(stem.prefix(8 - "\(number)".count))\(number).\(ending)"
            number += 1
        }
        return candidate
    }

    private static func letters(_ text: some StringProtocol) -> String {
        String(text.uppercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
    }
}
