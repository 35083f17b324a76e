//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension XMLReader {
    /// Whether these bytes stand here.
    func starts(with expected: StaticString) -> Bool {
        expected.withUTF8Buffer { bytes[position...].starts(with: $0) }
    }

    /// Goes past these bytes if they stand here.
    @discardableResult
    mutating func skip(_ expected: StaticString) -> Bool {
        guard starts(with: expected) else { return false }
        position += expected.utf8CodeUnitCount
        return true
    }

    /// Goes past the next place where these bytes stand.
    mutating func skipPast(_ end: StaticString) throws {
        while position < bytes.count {
            if skip(end) { return }
            position += 1
        }
        throw failure(.truncated)
    }

    /// Goes past blanks and says whether there were any.
    @discardableResult
    mutating func skipBlanks() -> Bool {
        let start = position
        while position < bytes.count, bytes[position].isBlank { position += 1 }
        return position > start
    }

    /// Reads a name, prefix included.
    mutating func readName() throws -> ArraySlice<UInt8> {
        let start = position
        while position < bytes.count, bytes[position].isNamePart { position += 1 }
        guard position < bytes.count else { throw failure(.truncated) }
        guard position > start, bytes[start].isNameStart else { throw failure(.badName) }
        return bytes[start..<position]
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == 0x20 || self == 0xA || self == 0xD || self == 0x9 }

    /// Whether a name may begin with it: all beyond ASCII may, as in XML 1.0's fifth edition nearly all do.
    fileprivate var isNameStart: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "_"), UInt8(ascii: ":"), 0x80...: true
        default: false
        }
    }

    fileprivate var isNamePart: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: isNameStart
        }
    }
}
