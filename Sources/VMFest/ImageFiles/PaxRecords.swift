//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What a pax header says of a member: records of the form `25 path=some/file.vmdk` and a line feed.
struct PaxRecords: Sendable, Hashable {
    private(set) var path: [UInt8]?
    private(set) var size: Int64?

    /// - Throws: ``VMFestError`` for what is malformed, and for files with holes, which are written in another way.
    init(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while let record = try Self.next(&rest) {
            guard let sign = record.firstIndex(of: UInt8(ascii: "=")) else { throw Self.isDamaged }
            let value = record[record.index(after: sign)...]
            switch String(decoding: record[..<sign], as: UTF8.self) {
            case "path": path = Array(value)
            case "size":
                guard let number = Int64(String(decoding: value, as: UTF8.self)), number >= 0 else {
                    throw Self.isDamaged
                }
                size = number
            case let key where key.hasPrefix("GNU.sparse."):
                throw VMFestError(.badImage, "has a file with holes, as GNU tar writes them, which is not understood")
            default: break
            }
        }
    }

    /// Takes the next record, without its length and its line feed.
    private static func next(_ rest: inout ArraySlice<UInt8>) throws -> ArraySlice<UInt8>? {
        // Zeros may follow the last one.
        guard let first = rest.first, first != 0 else { return nil }
        let digits = rest.prefix(8).prefix { $0 != UInt8(ascii: " ") }
        guard let length = Int(String(decoding: digits, as: UTF8.self)), length > digits.count + 1,
            length <= rest.count
        else { throw isDamaged }
        let record = rest.prefix(length)
        guard record.last == UInt8(ascii: "\n") else { throw isDamaged }
        rest = rest.dropFirst(length)
        return record.dropFirst(digits.count + 1).dropLast()
    }

    private static let isDamaged = VMFestError(.badImage, "is a damaged archive: a pax header in it is malformed")
}
