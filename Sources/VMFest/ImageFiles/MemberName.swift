//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The name of a file in an archive, checked.
struct MemberName: Sendable, Hashable {
    /// The folders and the file.
    let parts: [String]

    /// The name with `/` between its parts.
    var text: String { parts.joined(separator: "/") }

    /// What two names have in common that are one on some file systems.
    var key: String { text.lowercased() }

    /// Checks a name.
    ///
    /// - Throws: ``VMFestError`` for one that leads out of the folder that the archive is unpacked into, or may.
    init(_ bytes: [UInt8]) throws {
        guard let text = String(validating: bytes, as: UTF8.self),
            !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F || $0 == "\\" || $0 == ":" }),
            !text.hasPrefix("/"), !text.hasSuffix("/"), text.utf8.count <= 1024
        else { throw Self.refusal(bytes) }
        parts = text.split(separator: "/").map(String.init).filter { $0 != "." }
        guard !parts.isEmpty, parts.count <= 16, !parts.contains(".."), parts.allSatisfy({ $0.utf8.count <= 255 })
        else { throw Self.refusal(bytes) }
    }

    /// A name that may be malformed, in a form that can be shown.
    static func printable(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes.prefix(200), as: UTF8.self).unicodeScalars.map { scalar in
            scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? "?" : String(scalar)
        }
        return text.joined()
    }

    private static func refusal(_ bytes: [UInt8]) -> VMFestError {
        VMFestError(.badImage, "is an archive with a file whose name is refused: '\(printable(bytes))'")
    }
}
