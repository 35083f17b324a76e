//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Reads numbers and strings as SSH writes them: big endian, with their lengths.
struct SSHReader: Sendable {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: some Sequence<UInt8>) { rest = Array(bytes)[...] }

    /// The next bytes.
    mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
        guard count <= rest.count else { throw VMFestError(.invalidArgument, "the key is cut off") }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    mutating func number() throws -> Int { try take(4).reduce(0) { $0 << 8 | Int($1) } }

    mutating func string() throws -> [UInt8] { Array(try take(number())) }

    mutating func text() throws -> String { String(decoding: try string(), as: UTF8.self) }
}
