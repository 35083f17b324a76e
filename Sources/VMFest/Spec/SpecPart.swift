//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A group of a spec's keys, of which each may be absent; a key that is unknown is refused.
protocol SpecPart: Codable, Sendable, Hashable {
    associatedtype CodingKeys: CodingKey, CaseIterable
}

/// How a part is read: as it reads itself, once its keys are known to be its own.
struct Strict<Part: SpecPart>: Decodable {
    let part: Part

    init(from decoder: any Decoder) throws {
        try decoder.refuseKeys(otherThan: Part.CodingKeys.allCases.map(\.stringValue))
        part = try Part(from: decoder)
    }
}

extension KeyedDecodingContainer {
    /// The part of a key, or a default where the key is absent.
    func part<Part: SpecPart>(_ key: Key, default standard: Part) throws -> Part {
        try decodeIfPresent(Strict<Part>.self, forKey: key)?.part ?? standard
    }

    /// The parts in the list of a key; nil where it is absent.
    func partsIfPresent<Part: SpecPart>(_ key: Key) throws -> [Part]? {
        try decodeIfPresent([Strict<Part>].self, forKey: key)?.map(\.part)
    }
}

extension KeyedEncodingContainer {
    /// Writes a value unless it is what an absent key means.
    mutating func encode<Value: Encodable & Equatable>(_ value: Value, _ key: Key, unless standard: Value) throws {
        if value != standard { try encode(value, forKey: key) }
    }
}
