//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Writes numbers and strings as SSH wants them: big endian, with their lengths.
struct SSHWriter: Sendable {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ more: some Sequence<UInt8>) { bytes += more }

    mutating func number(_ value: UInt32) {
        for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(shift))) }
    }

    mutating func string(_ value: some Collection<UInt8>) {
        number(UInt32(value.count))
        bytes += value
    }

    mutating func string(_ text: String) { string(Array(text.utf8)) }

    /// A number that is not negative and may be long, most significant byte first.
    mutating func integer(_ value: some Collection<UInt8>) {
        let digits = Array(value.drop { $0 == 0 })
        string((digits.first ?? 0) & 0x80 == 0 ? digits : [0] + digits)
    }
}
