//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A choice of a spec among a few words.
///
/// A word that is none of them is refused together with those that are.
protocol SpecChoice: RawRepresentable, Codable, CaseIterable where RawValue == String {}

extension SpecChoice {
    /// Reads one of the words.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let word = try container.decode(String.self)
        guard let value = Self(rawValue: word) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(word)' is none of \(Self.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self = value
    }
}
