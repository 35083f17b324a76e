//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension XMLReader {
    /// Reads text up to the next markup.
    mutating func readText() throws {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "<"): return
            case UInt8(ascii: "&"): try readReference()
            case UInt8(ascii: "\r"): readCarriageReturn()
            default: try readRun()
            }
        }
    }

    /// Reads a CDATA section, of which the beginning was read.
    mutating func readCDATA() throws {
        guard !open.isEmpty else { throw failure(.strayContent) }
        while position < bytes.count {
            if skip("]]>") { return }
            if bytes[position] == UInt8(ascii: "\r") {
                readCarriageReturn()
            } else {
                guard bytes[position].isText else { throw failure(.badCharacter) }
                append(bytes[position...position])
                position += 1
            }
        }
        throw failure(.truncated)
    }

    /// Reads the bytes that stand for themselves.
    private mutating func readRun() throws {
        let start = position
        while position < bytes.count, bytes[position].isPlain { position += 1 }
        guard position > start else { throw failure(.badCharacter) }
        append(bytes[start..<position])
    }

    /// Reads a line's end: every way to write it means a line feed.
    private mutating func readCarriageReturn() {
        position += 1
        skip("\n")
        append([UInt8(ascii: "\n")])
    }

    /// Reads `&...;`: one of XML's own five entities, or a character by its number.
    private mutating func readReference() throws {
        let limit = bytes[position...].prefix(Self.longestReference)
        guard let end = limit.firstIndex(of: UInt8(ascii: ";")) else { throw failure(.badReference) }
        let name = String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
        guard let character = Self.entities[name] ?? Self.character(numbered: name) else {
            throw failure(.badReference)
        }
        append(UTF8.encode(character).map(Array.init) ?? [])
        position = end + 1
    }

    /// The longest reference that means anything, with room for leading zeros.
    private static let longestReference = 16

    private static let entities: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
    ]

    /// The character of `#10` or `#xA`; U+FFFD for one that XML cannot carry.
    private static func character(numbered reference: String) -> Unicode.Scalar? {
        let isHexadecimal = reference.hasPrefix("#x")
        let digits = reference.dropFirst(isHexadecimal ? 2 : 1)
        guard reference.hasPrefix("#"), digits.allSatisfy(\.isHexDigit),
            let value = UInt32(digits, radix: isHexadecimal ? 16 : 10)
        else { return nil }
        guard let scalar = Unicode.Scalar(value), scalar.isXML else { return "\u{FFFD}" }
        return scalar
    }

    private mutating func append(_ text: some Sequence<UInt8>) {
        open[open.count - 1].text.append(contentsOf: text)
    }
}

extension UInt8 {
    /// Whether XML has it in text.
    fileprivate var isText: Bool { self >= 0x20 || self == UInt8(ascii: "\n") || self == UInt8(ascii: "\t") }

    /// Whether it stands for itself in text.
    fileprivate var isPlain: Bool { isText && self != UInt8(ascii: "<") && self != UInt8(ascii: "&") }
}
