//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The numbers of a DER sequence that has nothing else, as PKCS 1 writes a key.
enum DERIntegers {
    static func read(_ bytes: [UInt8]) throws -> [[UInt8]] {
        var outer = bytes[...]
        var inner = try value(of: 0x30, in: &outer)
        var numbers: [[UInt8]] = []
        while !inner.isEmpty { numbers.append(Array(try value(of: 0x02, in: &inner))) }
        return numbers
    }

    /// What is in the next element, which is taken off.
    private static func value(of tag: UInt8, in bytes: inout ArraySlice<UInt8>) throws -> ArraySlice<UInt8> {
        guard bytes.popFirst() == tag, let first = bytes.popFirst() else { throw failure }
        var length = Int(first)
        if first & 0x80 != 0 {
            let count = Int(first & 0x7f)
            guard (1...4).contains(count), count <= bytes.count else { throw failure }
            length = bytes.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            bytes = bytes.dropFirst(count)
        }
        guard length <= bytes.count else { throw failure }
        defer { bytes = bytes.dropFirst(length) }
        return bytes.prefix(length)
    }

    private static var failure: VMFestError { VMFestError(.failed, "the key's numbers can not be read") }
}
