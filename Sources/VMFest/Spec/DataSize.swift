//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// An amount of memory or disk space.
///
/// Written as text it is a number and a unit (`512 MiB`, `2GiB`, `40 GB`). A bare number is a number of mebibytes.
public struct DataSize: Sendable, Hashable, Comparable {
    /// The amount in bytes; never negative.
    public let bytes: Int64

    /// An amount in bytes.
    ///
    /// A negative number counts as zero.
    public init(bytes: Int64) {
        self.bytes = max(0, bytes)
    }

    /// An amount in mebibytes (1,048,576 bytes).
    public static func mebibytes(_ count: Int) -> Self { Self(bytes: Self.product(count, 1 << 20)) }

    /// An amount in gibibytes (1,073,741,824 bytes).
    public static func gibibytes(_ count: Int) -> Self { Self(bytes: Self.product(count, 1 << 30)) }

    /// The amount in whole mebibytes, rounded down.
    public var mebibytes: Int { Int(bytes >> 20) }

    /// Reads a number with a unit: `B`, `KiB`, `MiB`, `GiB`, `TiB`, or `kB`, `MB`, `GB`, `TB` in powers of 1,000; `K`,
    /// `M`, `G` and `T` stand for the binary ones.
    ///
    /// Without a unit the number is one of mebibytes.
    ///
    /// Nil for anything else, and for what exceeds 2⁶³ bytes.
    public init?(_ text: String) {
        let trimmed = text.filter { $0 != " " && $0 != "_" }
        let digits = trimmed.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int64(digits), let unit = Self.units[trimmed.dropFirst(digits.count).lowercased()] else {
            return nil
        }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: unit)
        guard !overflow else { return nil }
        self.init(bytes: bytes)
    }

    /// The smaller amount comes first.
    public static func < (left: Self, right: Self) -> Bool { left.bytes < right.bytes }

    /// This size rounded up to whole sectors of 512 bytes.
    var inSectors: Self { Self(bytes: bytes <= .max - 511 ? (bytes + 511) / 512 * 512 : bytes) }

    private static func product(_ count: Int, _ unit: Int64) -> Int64 {
        let (bytes, overflow) = Int64(count).multipliedReportingOverflow(by: unit)
        return overflow ? (count < 0 ? 0 : .max) : bytes
    }

    private static let units: [String: Int64] = [
        "": 1 << 20, "b": 1,
        "k": 1 << 10, "kib": 1 << 10, "kb": 1_000,
        "m": 1 << 20, "mib": 1 << 20, "mb": 1_000_000,
        "g": 1 << 30, "gib": 1 << 30, "gb": 1_000_000_000,
        "t": 1 << 40, "tib": 1 << 40, "tb": 1_000_000_000_000,
    ]
}

extension DataSize: CustomStringConvertible {
    /// The amount in the largest binary unit that divides it, for example `512 MiB`.
    public var description: String {
        let units: [(String, Int64)] = [("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
        for (name, size) in units where bytes >= size && bytes % size == 0 {
            return "\(bytes / size) \(name)"
        }
        return "\(bytes) B"
    }
}

extension DataSize: Codable {
    /// Reads a text with a unit, or a number of mebibytes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let count = try? container.decode(Int.self), count >= 0 {
            self = .mebibytes(count)
            return
        }
        let text = try container.decode(String.self)
        guard let size = Self(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(text)' is no size; one looks like 512 MiB")
        }
        self = size
    }

    /// Writes a text with a unit.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
